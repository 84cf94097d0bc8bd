using System.Globalization;
using System.Text.RegularExpressions;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Tour;

/// <summary>Reads the one metric that tells a flood that reached the grains: sessions looked for in the store and not found.</summary>
internal static partial class Metrics
{
    /// <summary>The count so far, of the silo that answers; <see langword="null"/> when this client may not read metrics.</summary>
    public static async Task<long?> ReadMissesAsync(TourScene scene, CancellationToken cancellationToken) =>
        await scene.Service.GetTextAsync(ServicePaths.Metrics, cancellationToken).ConfigureAwait(false) is ServiceAnswer.Done { Text: { } page } ? Misses(page) : null;

    /// <summary>The count of a page of metrics; 0 before the first.</summary>
    public static long Misses(string page) =>
        Sample().Matches(page).Where(sample => sample.Groups["tags"].Value.Contains("found=\"false\"", StringComparison.OrdinalIgnoreCase))
            .Sum(sample => (long)double.Parse(sample.Groups["value"].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^sessioncluster_session_loads(?:_[a-z]+)*\{(?<tags>[^}]*)\} (?<value>[0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
