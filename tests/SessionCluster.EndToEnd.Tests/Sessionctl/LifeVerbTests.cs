using System.Text.Json.Nodes;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>A session's life from the command line, each verb a process, against a silo that is one.</summary>
public sealed class LifeVerbTests(SharedCliSilo shared) : IClassFixture<SharedCliSilo>
{
    private static readonly string[] Request = ["--aud", "orders", "--method", "GET", "--uri", "https://api.example/orders"];

    private CliHome Cli => shared.Cli;

    [Fact]
    [Rule("D12"), Rule("N7"), Rule("N13"), Rule("N19")]
    public async Task A_bound_session_is_rotated_stepped_up_succeeded_and_ended_by_its_holder_and_its_record_is_whole()
    {
        var (mine, other) = (await NewKeyAsync("mine"), await NewKeyAsync("other"));
        var established = (await Cli.RunAsync("establish", "life-a", "--aud", "orders", "--amr", "pwd,otp", "--key", mine, "--json")).Require(0).Json;
        var (token, sid) = ($"{established["token"]}", $"{established["sid"]}");

        (await Cli.PipeAsync(token, "rotate", "--key", other)).RequireSentence(1, "(session_refused)");
        var rotated = (await Cli.PipeAsync(token, "rotate", "--key", mine)).Require(0);
        Assert.StartsWith($"Rotated session {sid} until ", rotated.Errors, StringComparison.Ordinal);
        (await Cli.PipeAsync(rotated.Output, ["validate", "--key", mine, .. Request])).Require(0);

        var steppedUp = (await Cli.PipeAsync(rotated.Output, "step-up", "life-a", "--amr", "pwd,hwk", "--key", mine, "--json")).Require(0).Json;
        Assert.Equal((sid, "aal3"), ($"{steppedUp["sid"]}", $"{steppedUp["acr"]}"));
        Assert.Contains("superseded", (await Cli.PipeAsync(rotated.Output, ["validate", "--key", mine, .. Request])).Require(1).Errors, StringComparison.Ordinal);

        var successor = (await Cli.PipeAsync($"{steppedUp["token"]}", "reauthenticate", "life-a", "--amr", "pwd,otp", "--key", mine, "--json")).Require(0).Json;
        var next = $"{successor["sid"]}";
        Assert.NotEqual(sid, next);
        Assert.Equal("revoked", $"{(await Cli.RunAsync("show", sid, "--json")).Require(0).Json["status"]}");

        var own = (await Cli.PipeAsync($"{successor["token"]}", "me", "list", "--key", mine, "--json")).Require(0).Json["sessions"]!.AsArray();
        Assert.Equal((next, true), ($"{Assert.Single(own)!["sid"]}", own[0]!["current"]!.GetValue<bool>()));
        (await Cli.PipeAsync($"{successor["token"]}", "me", "end", sid, "--key", other)).RequireSentence(1, "(invalid_token)");
        Assert.Equal($"Ended session {next}.\n", (await Cli.PipeAsync($"{successor["token"]}", "me", "end", next, "--key", mine)).Require(0).Errors);

        Assert.Contains("as the session's row says", (await Cli.RunAsync("events", "verify", "--sid", sid)).Require(0).Output, StringComparison.Ordinal);
        Assert.Contains("as the session's row says", (await Cli.RunAsync("events", "verify", "--sid", next)).Require(0).Output, StringComparison.Ordinal);
        var types = (await Cli.RunAsync("events", "--sid", sid, "--json")).Require(0).Json["events"]!.AsArray().Select(one => $"{one!["type"]}").Where(type => !type.Contains("refus", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["session-established", "session-tainted", "session-rotated", "assurance-level-change", "session-revoked"], types);
    }

    [Fact]
    [Rule("P-C3"), Rule("N21")]
    public async Task A_device_is_locked_and_unlocked_and_a_leaked_token_ends_its_session()
    {
        var token = (await Cli.RunAsync("establish", "life-b", "--aud", "orders", "--amr", "pwd,otp", "--device", "laptop-7")).Require(0).Output;

        var id = $"{(await Cli.RunAsync("lock", "device", "laptop-7", "--message", "found on a train", "--for", "1h", "--json")).Require(0).Json["id"]}";
        Assert.Contains("may not be used: locked", (await Cli.PipeAsync(token, "validate", "--aud", "orders")).Require(1).Errors, StringComparison.Ordinal);
        var entry = (await Cli.RunAsync("locks", "--json")).Require(0).Json["locks"]!.AsArray().Single(one => $"{one!["id"]}" == id)!;
        Assert.Equal(("device", "laptop-7", "found on a train"), ($"{entry["dimension"]}", $"{entry["value"]}", $"{entry["message"]}"));
        Assert.Contains(id, (await Cli.RunAsync("locks")).Require(0).Output, StringComparison.Ordinal);

        Assert.Equal($"Removed lock {id}.\n", (await Cli.RunAsync("unlock", id)).Require(0).Errors);
        (await Cli.RunAsync("unlock", id)).RequireSentence(1, "(not_found)");
        (await Cli.PipeAsync(token, "validate", "--aud", "orders")).Require(0);

        Assert.Equal("Taken.\n", (await Cli.PipeAsync(token, "signal", "--type", "leak")).Require(0).Errors);
        Assert.Contains("may not be used: revoked", (await Cli.PipeAsync(token, "validate", "--aud", "orders")).Require(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("N11"), Rule("N17")]
    public async Task A_password_reset_keeps_the_session_whose_holder_asks_and_nothing_that_only_takes_a_token_prints_it()
    {
        var kept = (await Cli.RunAsync("establish", "life-c", "--aud", "orders", "--amr", "pwd,otp")).Require(0).Word;
        var second = (await Cli.RunAsync("establish", "life-c", "--aud", "orders", "--amr", "pwd,otp")).Require(0).Word;
        var runs = new List<CliRun>
        {
            (await Cli.PipeAsync("no token", "revoke-subject", "life-c", "--reason", "password_reset", "--keep-token-file", "-")).Require(1),
            (await Cli.PipeAsync(kept, "revoke-subject", "life-c", "--reason", "password_reset", "--keep-token-file", "-", "--json")).Require(0),
            (await Cli.PipeAsync(second, "rotate")).Require(1),
            (await Cli.PipeAsync(kept, "me", "list")).Require(0),
            (await Cli.PipeAsync(kept, "signal", "--level", "low")).Require(0),
            (await Cli.RunAsync("janitor", "status")).Require(0),
            (await Cli.PipeAsync(kept, "validate", "--aud", "orders")).Require(0),
        };

        Assert.Equal(1, runs[1].Json["sessions_ended"]!.GetValue<int>());
        Assert.All(runs, run => Assert.DoesNotContain("sct_dev_", run.Output + run.Errors, StringComparison.Ordinal));
        Assert.All(runs, run => Assert.DoesNotContain(shared.Silos.DevelopmentClient.Secret, run.Output + run.Errors, StringComparison.Ordinal));
    }

    [Fact]
    [Rule("H2"), Rule("N17")]
    public async Task A_key_ring_is_rotated_and_retired_and_no_key_is_printed()
    {
        var ring = Path.Combine(Cli.Folder, "ring.json");
        var former = Convert.ToBase64String(new byte[32]);
        await File.WriteAllTextAsync(ring, $$"""{ "current": 1, "keys": { "1": "{{former}}" } }""", TestContext.Current.CancellationToken);

        var rotated = (await Cli.RunAsync("keys", "rotate", "--ring", ring)).Require(0);
        Assert.StartsWith("Added key 2. The ring has 2 keys: 1, 2; 2 is current.\n", rotated.Output, StringComparison.Ordinal);
        var next = $"{JsonNode.Parse(await File.ReadAllTextAsync(ring, TestContext.Current.CancellationToken))!["keys"]!["2"]}";
        (await Cli.RunAsync("keys", "retire", "--ring", ring, "--id", "2", "--kind", "edge")).RequireSentence(2, "is the current one: rotate first.");
        var retired = (await Cli.RunAsync("keys", "retire", "--ring", ring, "--id", "1", "--kind", "edge")).Require(0);

        Assert.Equal("Retired key 1. The ring has 1 key: 2.\n", retired.Output);
        Assert.All([rotated, retired], run => Assert.All([former, next], key => Assert.DoesNotContain(key, run.Output + run.Errors, StringComparison.Ordinal)));
    }

    private async Task<string> NewKeyAsync(string name)
    {
        var path = Path.Combine(Cli.Folder, $"life-{name}.pem");
        (await Cli.RunAsync("proof", "--new-key", path)).Require(0);
        return path;
    }
}
