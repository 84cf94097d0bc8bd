using System.Text.RegularExpressions;

namespace SessionCluster.EndToEnd.Tests.Readme;

/// <summary>What people paste from a document of the repository.</summary>
internal static partial class Document
{
    /// <summary>The bash blocks of a document, in order.</summary>
    public static async Task<string[]> ReadScriptsAsync(string path) =>
        [.. BashBlock().Matches(await File.ReadAllTextAsync(Path.Combine(FindRoot(), path), TestContext.Current.CancellationToken)).Select(block => block.Groups["script"].Value)];

    /// <summary>The folder that holds <c>SessionCluster.sln</c>.</summary>
    public static string FindRoot()
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

    [GeneratedRegex(@"```bash\n(?<script>.*?\n)```", RegexOptions.Singleline)]
    private static partial Regex BashBlock();
}
