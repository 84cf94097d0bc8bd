using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary><c>docs/configuration.md</c> against the readers: its examples are accepted, its keys exist, and no member of a class is missing.</summary>
public sealed partial class ConfigurationDocumentTests
{
    private static readonly string Page = Repository.Read("docs/configuration.md");

    public static TheoryData<string> Examples => [.. JsonBlock().Matches(Page).Select(block => block.Groups["json"].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_accepted(string json) => Assert.Empty(Problems(json));

    [Fact]
    public void A_wrong_example_would_be_noticed() =>
        Assert.NotEmpty(Problems("""{ "SessionCluster": { "Classes": { "kiosk": { "IdleTimeOut": "00:01:00" } } } }"""));

    [Fact]
    public void Every_key_of_the_page_is_one_that_the_silo_knows()
    {
        var keys = KeyCell().Matches(Page).SelectMany(row => Key().Matches(row.Groups["keys"].Value)).Select(key => key.Groups["key"].Value).ToArray();

        Assert.Contains("Cluster:TrustedNetwork", keys);
        Assert.All(keys, key => Assert.DoesNotContain(Problems($$"""{ "SessionCluster:{{key}}": "x" }"""), problem => problem.Contains("not a setting", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_member_of_a_class_is_documented() =>
        Assert.All(SessionClassReader.Members, member => Assert.Matches($@"\n\| `{member}(:\w+)?` \|", Page));

    private static List<string> Problems(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var problems = new List<string>();
        var root = SettingsSection.Of(new ConfigurationBuilder().AddJsonStream(stream).Build(), problems);
        SiloSettingsReader.Read(root, Repository.Root);
        SessionClassReader.Read(root.Child("Classes"));
        AssuranceTableReader.Read(root.Child("Assurance"));
        return problems;
    }

    [GeneratedRegex(@"```json\n(?<json>\{ ""SessionCluster"".*?)\n```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(@"(?<=\n\| key \|[^\n]*\n\|[-|]+\n(?:\|[^\n]*\n)*)\| (?<keys>(`[A-Za-z:<>]+`(, )?)+) \|")]
    private static partial Regex KeyCell();

    [GeneratedRegex("`(?<key>[A-Za-z:]+)(<id>)?`")]
    private static partial Regex Key();
}
