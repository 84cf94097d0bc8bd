using System.Text.RegularExpressions;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary>The version that is being made, as the build and the changelog have it.</summary>
internal static partial class Release
{
    /// <summary>Major and minor, as the <em>since</em> columns write it: <c>0.1</c>.</summary>
    public static string Version { get; } = BuildVersion().Match(Repository.Read("Directory.Build.props")).Groups["minor"].Value;

    /// <summary>True once the changelog gives its day.</summary>
    public static bool IsDated { get; } = Headings().Matches(Repository.Read("CHANGELOG.md")).Single(heading => heading.Groups["minor"].Value == Version).Groups["day"].Value != "unreleased";

    /// <summary>True when a <em>since</em> column names this version or an earlier one first; <c>later</c> is never.</summary>
    public static bool Includes(string since) =>
        System.Version.TryParse(since.Split([' ', ','])[0], out var first) && first <= System.Version.Parse(Version);

    [GeneratedRegex(@"<Version>(?<minor>\d+\.\d+)\.\d+</Version>")]
    private static partial Regex BuildVersion();

    [GeneratedRegex(@"^## \[(?<minor>\d+\.\d+)\.0\] - (?<day>unreleased|\d{4}-\d{2}-\d{2})$", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
