using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Readme;

/// <summary>The commands that the banner, the README and the HTTP contract give to people, run as they stand.</summary>
public sealed partial class CurlTests
{
    private const string Place = "base=http://127.0.0.1:5080 data=silo/SessionCluster.Silo/.data\n";

    [Theory]
    [InlineData("data")]
    [InlineData("o'neil's data, 100% $HOME \"quoted\"")]
    public async Task The_command_of_the_banner_establishes_a_session(string directory)
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync($"--SessionCluster:DataDirectory={Path.Combine(Path.GetDirectoryName(home.DataDirectory)!, directory)}");
        await silo.ExpectOutputAsync("auth_time", TestContext.Current.CancellationToken);

        var answer = JsonNode.Parse(await Shell.RunWithCurlAsync(BannerCommand().Match(silo.Output).Groups["command"].Value))!;

        Assert.StartsWith("sct_dev_", answer["token"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commands_of_the_README_establish_validate_revoke_and_see_it_refused()
    {
        var script = (await Document.ReadScriptsAsync("README.md")).Single(script => script.StartsWith(Place, StringComparison.Ordinal));

        var answers = await RunAsync(script);

        Assert.Equal(3, answers.Length);
        Assert.True(answers[0]["active"]!.GetValue<bool>());
        Assert.Equal("alice", answers[1]["sub"]!.GetValue<string>());
        Assert.Equal(1, answers[1]["sessions_ended"]!.GetValue<int>());
        Assert.False(answers[2]["active"]!.GetValue<bool>());
        Assert.Equal("revoked", answers[2]["refusal"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_examples_of_the_HTTP_contract_run_one_after_another()
    {
        var scripts = await Document.ReadScriptsAsync("docs/http-api.md");

        var answers = await RunAsync(string.Concat(scripts));

        Assert.Equal(["validate", "info", "list", "revoke", "list", "revoke subject", "introspect", "metadata", "cluster", "events"], answers.Select(NameOf));
        Assert.True(answers[0]["active"]!.GetValue<bool>());
        Assert.Equal(answers[0]["sid"]!.GetValue<string>(), answers[1]["sid"]!.GetValue<string>());
        Assert.Equal(answers[0]["sid"]!.GetValue<string>(), Assert.Single(answers[2]["sessions"]!.AsArray())!["sid"]!.GetValue<string>());
        Assert.Equal(1, answers[3]["sessions_ended"]!.GetValue<int>());
        Assert.True(Assert.Single(answers[4]["sessions"]!.AsArray())!["current"]!.GetValue<bool>());
        Assert.Equal("alice", answers[5]["sub"]!.GetValue<string>());
        Assert.Equal("""{"active":false}""", answers[6].ToJsonString());
        Assert.StartsWith(answers[7]["issuer"]!.GetValue<string>(), answers[7]["revocation_endpoint"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("active", Assert.Single(answers[8]["silos"]!.AsArray())!["status"]!.GetValue<string>());
        Assert.Equal(["session-established", "assurance-level-change", "session-revoked"], answers[9]["events"]!.AsArray().Select(happened => happened!["type"]!.GetValue<string>()));
    }

    private static string NameOf(JsonNode answer) => answer.AsObject() switch
    {
        var json when json.ContainsKey("silos") => "cluster",
        var json when json.ContainsKey("issuer") => "metadata",
        { Count: 1 } json when json.ContainsKey("active") => "introspect",
        var json when json.ContainsKey("active") => "validate",
        var json when json.ContainsKey("sessions") => "list",
        var json when json.ContainsKey("established_by") => "info",
        var json when json.ContainsKey("events") => "events",
        var json when json.ContainsKey("event_id") => json.ContainsKey("sub") ? "revoke subject" : "revoke",
        _ => answer.ToJsonString(),
    };

    /// <summary>Only the place is another: the silo of a test has a port and a directory of its own.</summary>
    private static async Task<JsonNode[]> RunAsync(string script)
    {
        Assert.StartsWith(Place, script, StringComparison.Ordinal);
        await using var home = new SiloHome();
        var silo = await home.StartAsync();

        var output = await Shell.RunWithCurlAsync($"base={silo.Address.GetLeftPart(UriPartial.Authority)} data={home.DataDirectory}\n{script[Place.Length..]}");

        // curl prints one answer right after another.
        return [.. output.Replace("}{", "}\n{", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(answer => JsonNode.Parse(answer)!)];
    }

    [GeneratedRegex(@"^  (?<command>curl [^\n]*\\\n[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex BannerCommand();
}
