using System.Text.RegularExpressions;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary>Which rules the documents define, which the README claims, and which the tests and comments cite.</summary>
internal static partial class RuleCatalog
{
    /// <summary>Ids of <c>docs/standards.md</c> and <c>docs/lessons.md</c> with their <em>since</em> column.</summary>
    public static IReadOnlyDictionary<string, string> Since { get; } = new[] { "docs/standards.md", "docs/lessons.md" }
        .SelectMany(page => Row().Matches(Repository.Read(page)))
        .ToDictionary(row => row.Groups["id"].Value, row => row.Groups["since"].Value);

    /// <summary>Ids of <c>docs/protocol.md</c>, with their prefix: <c>P-W3</c>.</summary>
    public static HashSet<string> Protocol { get; } = ProtocolRule().Matches(Repository.Read("docs/protocol.md"))
        .Select(rule => "P-" + rule.Groups["id"].Value)
        .ToHashSet();

    /// <summary>Guarantees and attacks of the README's tables.</summary>
    public static HashSet<string> Promises { get; } = Promise().Matches(Repository.Read("README.md"))
        .Select(row => row.Groups["id"].Value)
        .ToHashSet();

    /// <summary>What the README says is covered: <c>Standards covered by tests in this version: N1, N2.</c></summary>
    public static string[] Claims(string readme, string kind) =>
        [.. ClaimLine().Matches(readme).Single(line => line.Groups["kind"].Value == kind).Groups["ids"].Value.Split(',', StringSplitOptions.TrimEntries)];

    /// <summary>Ids that stand in a <c>[Rule("...")]</c> of a test source, comments left out.</summary>
    public static IEnumerable<string> Rules(string source) => RuleUse().Matches(WithoutComments(source)).Select(use => use.Groups["id"].Value);

    /// <summary>Every protocol rule that a text cites.</summary>
    public static IEnumerable<string> ProtocolCitations(string text) => Citation().Matches(text).Select(citation => citation.Value);

    private static string WithoutComments(string source) => CommentLine().Replace(source, string.Empty);

    [GeneratedRegex(@"^\| (?<id>[A-Z]\d+) \|( (M\*?|S) \|)? (?<since>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^- (?<id>[A-Z]\d+) ", RegexOptions.Multiline)]
    private static partial Regex ProtocolRule();

    [GeneratedRegex(@"^\| (?<id>[GA]\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Promise();

    [GeneratedRegex(@"^(?<kind>Standards|Lessons) covered by tests in this version: (?<ids>[A-Z]\d+(, [A-Z]\d+)*)\.\r?$", RegexOptions.Multiline)]
    private static partial Regex ClaimLine();

    [GeneratedRegex("""[\[,]\s*Rule\("(?<id>[^"]+)"\)""")]
    private static partial Regex RuleUse();

    [GeneratedRegex(@"\bP-[A-Z]\d+\b")]
    private static partial Regex Citation();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex CommentLine();
}
