using System.Globalization;

namespace SessionCluster.Cli.Tour.Crash;

/// <summary>Reads the directory of a local cluster: <c>silo-I</c> holds process id, its beginning, and the ports of HTTP, silo and gateway.</summary>
internal static class LocalCluster
{
    private const string Prefix = "silo-";

    /// <summary>The silos that run, by index; none when that is no local cluster.</summary>
    public static IReadOnlyList<LocalSilo> Running(string directory) =>
        [.. Directory.EnumerateFiles(directory, Prefix + "*").Select(Read).OfType<LocalSilo>().Where(silo => silo.Runs).OrderBy(silo => silo.Index)];

    private static LocalSilo? Read(string path)
    {
        try
        {
            // Other files begin so, too: silo-1.log.
            return TryNumber(Path.GetFileName(path)[Prefix.Length..], out var index)
                && File.ReadLines(path).FirstOrDefault()?.Split(' ') is [var process, var began, var http, ..] && TryNumber(process, out var id) && TryNumber(http, out var port)
                    ? new(index, id, began, port)
                    : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
