using System.Reflection;
using System.Text.RegularExpressions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary><c>docs/http-api.md</c> names every code that the wire has, and no other.</summary>
public sealed partial class WireDocumentTests
{
    private static readonly string Page = Repository.Read("docs/http-api.md");

    [Fact]
    public void Every_problem_code_is_documented()
    {
        var codes = typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(codes.Order(StringComparer.Ordinal), Words(Section("## Errors"), CodeCell()));
    }

    [Fact]
    public void Every_refusal_is_documented()
    {
        var codes = Enum.GetValues<SessionRefusal>().Where(refusal => refusal != default).Select(RefusalCodes.Of).Distinct();

        Assert.Equal(codes.Order(StringComparer.Ordinal), Words(Section("## Refusals of a validation"), RefusalCell()));
    }

    private static string Section(string title)
    {
        var text = Page[(Page.IndexOf(title + "\n", StringComparison.Ordinal) + title.Length)..];
        var end = text.IndexOf("\n## ", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static IEnumerable<string> Words(string section, Regex cell) =>
        cell.Matches(section).SelectMany(row => Word().Matches(row.Groups["codes"].Value)).Select(word => word.Groups["word"].Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\| \d{3} \| (?<codes>`[^|]+`) \|", RegexOptions.Multiline)]
    private static partial Regex CodeCell();

    [GeneratedRegex(@"^\| (?<codes>(`[a-z_]+` ?)+)\|", RegexOptions.Multiline)]
    private static partial Regex RefusalCell();

    [GeneratedRegex("`(?<word>[a-z_]+)`")]
    private static partial Regex Word();
}
