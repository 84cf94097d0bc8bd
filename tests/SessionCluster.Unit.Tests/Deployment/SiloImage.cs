using SessionCluster.Unit.Tests.Conventions;

namespace SessionCluster.Unit.Tests.Deployment;

/// <summary>The silo's Dockerfile, by lines.</summary>
internal static class SiloImage
{
    private static readonly string[] Lines = Repository.Read("silo/SessionCluster.Silo/Dockerfile").Split('\n');

    /// <summary>The lines that begin with a word.</summary>
    public static IReadOnlyList<string> Instructions(string word) => [.. Lines.Where(line => line.StartsWith($"{word} ", StringComparison.Ordinal))];

    /// <summary>What is copied from the repository.</summary>
    public static IReadOnlyList<string> CopiedFromRepository =>
        [.. Instructions("COPY").Where(line => !line.Contains("--from=", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1])];

    /// <summary>The last stage.</summary>
    public static IReadOnlyList<string> LastStage => [.. Lines.Skip(Array.FindLastIndex(Lines, line => line.StartsWith("FROM ", StringComparison.Ordinal)))];
}
