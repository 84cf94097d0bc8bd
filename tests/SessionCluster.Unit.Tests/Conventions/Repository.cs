using System.Diagnostics;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary>The work tree that these tests were built from: what is committed, or would be by <c>git add</c>.</summary>
internal static class Repository
{
    private static readonly Lazy<string[]> Tracked = new(List);

    /// <summary>The folder that holds <c>SessionCluster.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Paths of text files, relative to <see cref="Root"/> and with <c>/</c>; optionally those whose path ends with <paramref name="suffix"/>.</summary>
    public static IEnumerable<string> TextFiles(string suffix = "") =>
        Tracked.Value.Where(path => path.EndsWith(suffix, StringComparison.Ordinal) && !IsBinary(path));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    private static bool IsBinary(string path) => File.ReadAllBytes(Path.Combine(Root, path)).AsSpan().Contains((byte)0);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SessionCluster.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"SessionCluster.sln stands in no folder above {AppContext.BaseDirectory}.");
    }

    private static string[] List()
    {
        var start = new ProcessStartInfo("git", ["-c", "core.quotepath=off", "ls-files", "--cached", "--others", "--exclude-standard"]) { WorkingDirectory = Root, RedirectStandardOutput = true };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        var paths = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0 ? [.. paths.Where(Exists)] : throw new InvalidOperationException($"git ls-files exited with {git.ExitCode}.");
    }
}
