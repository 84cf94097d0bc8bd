using System.Text.RegularExpressions;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.OpenApi;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary><c>docs/http-api.md</c> has the calls, permissions, members and statuses that the code has.</summary>
public sealed partial class HttpDocumentTests
{
    private static readonly string Page = Repository.Read("docs/http-api.md");

    /// <summary>Calls with members; the others answer text or the OpenAPI document.</summary>
    public static TheoryData<string> Calls => [.. EndpointDescriptors.All.Where(endpoint => endpoint.Answer is not null).Select(endpoint => endpoint.Policy.ToString())];

    [Fact]
    public void The_permissions_are_those_of_the_policy_table()
    {
        var documented = PermissionRow().Matches(Page).Select(row => $"{row.Groups["call"].Value}: {row.Groups["words"].Value.Replace('`', '\'')}");

        Assert.Equal(EndpointPolicies.All.Select(policy => $"{policy}: {AdmittedWords.Of(policy)}"), documented);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_takes_the_members_of_its_reader(string call)
    {
        var endpoint = Find(call);

        var rows = MemberRow().Matches(Section(call)).Select(row => (row.Groups["name"].Value, row.Groups["need"].Value == "required"));

        Assert.Equal(endpoint.Request?.Members.Select(member => (member.Name, member.IsRequired)) ?? [], rows);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_answers_the_members_of_its_writer(string call)
    {
        var rows = AnswerRow().Matches(Section(call)).SelectMany(row => Word().Matches(row.Groups["names"].Value)).Select(name => name.Groups["word"].Value);

        // A member that stands in several objects of an answer is described once.
        Assert.Equal(Names(Find(call).Answer!).Distinct().Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_has_its_status()
    {
        var rows = ErrorRow().Matches(Page).Select(row => (row.Groups["code"].Value, row.Groups["status"].Value)).ToArray();

        Assert.Contains((ProblemCodes.Unavailable, "503"), rows);
        Assert.All(rows, row => Assert.Equal($"{ProblemStatuses.Of(row.Item1)}", row.Item2));
    }

    /// <summary>With those of the objects in it, unless they are described where another call answers them.</summary>
    private static IEnumerable<string> Names(MemberTable table) =>
        table.Members.SelectMany(member => member.Members is { } inner && EndpointDescriptors.All.All(endpoint => endpoint.Answer != inner) ? Names(inner).Prepend(member.Name) : [member.Name]);

    private static EndpointDescriptor Find(string call) => EndpointDescriptors.All.Single(endpoint => endpoint.Policy.ToString() == call);

    private static string Section(string call)
    {
        var start = Page.IndexOf($"\n### `{call}`", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{call} has no section.");
        return Page[start..Page.IndexOf("\n##", start + 1, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\| `(?<call>[A-Z]+ /[^`]*)` \| (?<words>[^|]+?) \|$", RegexOptions.Multiline)]
    private static partial Regex PermissionRow();

    [GeneratedRegex(@"^\| `(?<name>[a-z_]+)` \| (?<need>required|optional) \|", RegexOptions.Multiline)]
    private static partial Regex MemberRow();

    [GeneratedRegex(@"^\| (?<names>`[A-Za-z0-9_#]+`(, `[A-Za-z0-9_#]+`)*) \| (?!required \||optional \|)[^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex AnswerRow();

    [GeneratedRegex(@"^\| (?<status>\d{3}) \| `(?<code>[a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ErrorRow();

    [GeneratedRegex("`(?<word>[A-Za-z0-9_#]+)`")]
    private static partial Regex Word();
}
