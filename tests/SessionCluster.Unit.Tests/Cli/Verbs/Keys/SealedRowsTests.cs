using System.Text.Json.Nodes;
using SessionCluster.Cli.Verbs.Keys;

namespace SessionCluster.Unit.Tests.Cli.Verbs.Keys;

/// <summary>Whether a silo key seals anything, read from the janitor's report: retired is only what a whole pass under the ring as it is did not find.</summary>
[Rule("H2")]
public sealed class SealedRowsTests
{
    private const string Wait = "Look at `sessionctl janitor status` and try again; or say --rows-are-past, and rows under it can't be read any more.";
    private const string NoPass = $"No whole pass through the rows has ended since key 2 is current. {Wait}";

    [Theory]
    [InlineData("""{}""", NoPass)]
    [InlineData("""{ "seals": { "current": 2, "found": [] } }""", NoPass)]
    [InlineData("""{ "former_seals": null }""", NoPass)]
    [InlineData("""{ "former_seals": [] }""", NoPass)]
    [InlineData("""{ "former_seals": {} }""", NoPass)]
    [InlineData("""{ "former_seals": { "current": 1, "found": [] } }""", NoPass)]
    [InlineData("""{ "former_seals": { "current": "2", "found": [] } }""", NoPass)]
    [InlineData("""{ "former_seals": { "current": 3, "found": [{ "id": 1, "rows": 0 }] } }""", NoPass)]
    [InlineData("""{ "former_seals": { "current": 2, "found": [] } }""", null)]
    [InlineData("""{ "former_seals": { "current": 2 } }""", null)]
    [InlineData("""{ "former_seals": { "current": 2, "found": [{ "id": 2, "rows": 40 }] } }""", null)]
    [InlineData("""{ "former_seals": { "current": 2, "found": [{ "id": 1, "rows": 0 }] } }""", null)]
    [InlineData("""{ "former_seals": { "current": 2, "found": [{ "id": 2, "rows": 40 }, { "id": 1, "rows": 1 }] } }""", $"The last pass through the rows found 1 under key 1, and had them sealed anew; the next one tells whether any are left. {Wait}")]
    public void Only_a_whole_pass_under_the_current_key_without_a_row_lets_a_key_go(string report, string? sentence) =>
        Assert.Equal(sentence, SealedRows.WhyNot(JsonNode.Parse(report)!.AsObject(), 1, 2));

    [Theory]
    [InlineData("""[{ "id": 1 }]""")]
    [InlineData("""[{ "id": 1, "rows": "none" }]""")]
    [InlineData("""[{ "id": 1, "rows": null }]""")]
    public void A_count_that_is_none_lets_nothing_go(string found) =>
        Assert.NotNull(SealedRows.WhyNot(JsonNode.Parse($$"""{ "former_seals": { "current": 2, "found": {{found}} } }""")!.AsObject(), 1, 2));
}
