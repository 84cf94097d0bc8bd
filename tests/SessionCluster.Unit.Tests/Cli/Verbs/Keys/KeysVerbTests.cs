using System.Net;
using System.Text.Json.Nodes;
using SessionCluster.Client.Keys;
using SessionCluster.Unit.Tests.Cli.Hosting;
using SessionCluster.Unit.Tests.Client.Keys;

namespace SessionCluster.Unit.Tests.Cli.Verbs.Keys;

/// <summary><c>keys rotate</c> and <c>keys retire</c>, on the files of both rings.</summary>
[Rule("H2")]
public sealed class KeysVerbTests : IDisposable
{
    private const string Clean = """{ "former_seals": { "current": 2, "found": [{ "id": 2, "rows": 9 }] } }""";
    private const string Sealed = """{ "former_seals": { "current": 2, "found": [{ "id": 1, "rows": 3 }] } }""";

    private readonly RingFile _ring = new(2, 1, 2);

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task A_rotation_says_what_it_added_and_what_to_do_with_the_file_and_asks_nobody()
    {
        using var cli = new CliUnderTest();

        Assert.Equal(0, await cli.RunAsync("", "keys", "rotate", "--ring", _ring.Path));

        Assert.StartsWith("Added key 3. The ring has 3 keys: 1, 2, 3; 3 is current.\nBring the file to every silo", cli.Output, StringComparison.Ordinal);
        Assert.Equal("", cli.Errors);
        Assert.Empty(cli.Requests);
        AssertSilent(cli);
    }

    [Fact]
    public async Task A_rotation_tells_scripts_the_ids()
    {
        using var cli = new CliUnderTest();

        Assert.Equal(0, await cli.RunAsync("", "keys", "rotate", "--ring", _ring.Path, "--id", "7", "--json"));

        Assert.Equal($$"""{"ring":"{{_ring.Path}}","current":7,"keys":[1,2,7],"added":7}""" + "\n", cli.Output);
        AssertSilent(cli);
    }

    [Theory]
    [InlineData("--id", "32", "An id is a whole number from 0 to 31.")]
    [InlineData("--id", "-1", "An id is a whole number from 0 to 31.")]
    [InlineData("--id", "2", "that is free.")]
    [InlineData("--ring", "", "Give the ring's file: --ring FILE.")]
    [InlineData("--ring", "/nowhere/ring.json", "can't be read")]
    public async Task A_rotation_that_can_not_be_is_a_sentence_and_code_2(string option, string value, string sentence)
    {
        using var cli = new CliUnderTest();
        string[] args = option == "--ring" ? ["keys", "rotate", option, value] : ["keys", "rotate", "--ring", _ring.Path, option, value];

        Assert.Equal(2, await cli.RunAsync("", args));

        Assert.Contains(sentence, cli.Errors, StringComparison.Ordinal);
        Assert.Equal("1, 2", Ids());
    }

    [Fact]
    public async Task An_edge_key_is_retired_without_asking_anybody()
    {
        using var cli = new CliUnderTest();

        Assert.Equal(0, await cli.RunAsync("", "keys", "retire", "--ring", _ring.Path, "--id", "1", "--kind", "edge"));

        Assert.Equal("Retired key 1. The ring has 1 key: 2.\n", cli.Output);
        Assert.Equal("2", Ids());
        Assert.Empty(cli.Requests);
        AssertSilent(cli);
    }

    [Fact]
    public async Task A_retirement_tells_scripts_the_ids()
    {
        using var cli = new CliUnderTest();

        Assert.Equal(0, await cli.RunAsync("", "keys", "retire", "--ring", _ring.Path, "--id", "1", "--kind", "edge", "--json"));

        Assert.Equal($$"""{"ring":"{{_ring.Path}}","current":2,"keys":[2],"retired":1}""" + "\n", cli.Output);
    }

    [Theory]
    [InlineData("edge", "2", "is the current one: rotate first.")]
    [InlineData("edge", "5", "has no key 5; it has 1, 2, current 2.")]
    [InlineData("silo", "2", "is the current one: rotate first.")]
    [InlineData("silo", "5", "has no key 5; it has 1, 2, current 2.")]
    public async Task A_key_that_is_current_or_not_there_stays(string kind, string id, string sentence)
    {
        using var cli = new CliUnderTest();

        Assert.Equal(2, await cli.RunAsync("", "keys", "retire", "--ring", _ring.Path, "--id", id, "--kind", kind));

        Assert.EndsWith(sentence + "\n", cli.Errors, StringComparison.Ordinal);
        Assert.Equal(("", "1, 2"), (cli.Output, Ids()));
        Assert.Empty(cli.Requests);
    }

    [Theory]
    [InlineData(new[] { "--id", "1", "--kind", "edge" }, "Give the ring's file: --ring FILE.")]
    [InlineData(new[] { "--ring", "x", "--kind", "edge" }, "Give the key's id: --id N, 0 to 31.")]
    [InlineData(new[] { "--ring", "x", "--id", "32", "--kind", "edge" }, "Give the key's id: --id N, 0 to 31.")]
    [InlineData(new[] { "--ring", "x", "--id", "1" }, "Say which ring it is: --kind edge or --kind silo.")]
    [InlineData(new[] { "--ring", "x", "--id", "1", "--kind", "both" }, "Say which ring it is: --kind edge or --kind silo.")]
    [InlineData(new[] { "--ring", "x", "--id", "1", "--kind", "edge", "--rows-are-past" }, "--rows-are-past goes with --kind silo.")]
    public async Task What_is_not_said_whole_is_a_sentence_and_code_2(string[] options, string sentence)
    {
        using var cli = new CliUnderTest();

        Assert.Equal(2, await cli.RunAsync("", ["keys", "retire", .. options]));

        Assert.Contains(sentence, cli.Errors, StringComparison.Ordinal);
        Assert.Empty(cli.Requests);
    }

    [Fact]
    public async Task A_silo_key_goes_when_the_service_says_that_no_row_is_under_it()
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json(Clean) };

        Assert.Equal(0, await cli.RunAsync("", Retire()));

        Assert.Equal(["GET /janitor"], cli.Requests);
        Assert.Equal(("Retired key 1. The ring has 1 key: 2.\n", "2"), (cli.Output, Ids()));
    }

    [Theory]
    [InlineData(Sealed, "found 3 under key 1")]
    [InlineData("{}", "No whole pass through the rows has ended since key 2 is current.")]
    public async Task A_silo_key_stays_while_rows_are_under_it_or_nobody_can_know(string report, string sentence)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json(report) };

        Assert.Equal(1, await cli.RunAsync("", Retire()));

        Assert.Contains(sentence, cli.Errors, StringComparison.Ordinal);
        Assert.Equal("1, 2", Ids());
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "unavailable", 3)]
    [InlineData(HttpStatusCode.Forbidden, "forbidden", 4)]
    public async Task A_silo_key_stays_when_the_service_does_not_say(HttpStatusCode status, string code, int exit)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Problem(status, code) };

        Assert.Equal(exit, await cli.RunAsync("", Retire()));

        Assert.StartsWith("Whether rows are sealed under key 1 can't be told. Do something.", cli.Errors, StringComparison.Ordinal);
        Assert.Equal("1, 2", Ids());
    }

    [Fact]
    public async Task Rows_that_are_said_to_be_past_are_not_asked_for()
    {
        using var cli = new CliUnderTest();

        Assert.Equal(0, await cli.RunAsync("", [.. Retire(), "--rows-are-past"]));

        Assert.Empty(cli.Requests);
        Assert.Equal("2", Ids());
    }

    private string[] Retire() => ["keys", "retire", "--ring", _ring.Path, "--id", "1", "--kind", "silo"];

    private string Ids() => KeyRingFile.TryRead(_ring.Path, out var ring, out var problem) ? KeyRingChange.Ids(ring) : problem;

    /// <summary>N17: ids, never a key, neither one that was there nor the one that was drawn.</summary>
    private void AssertSilent(CliUnderTest cli) => Assert.All(
        JsonNode.Parse(File.ReadAllText(_ring.Path))!["keys"]!.AsObject(), key => Assert.DoesNotContain($"{key.Value}", cli.Output + cli.Errors, StringComparison.Ordinal));
}
