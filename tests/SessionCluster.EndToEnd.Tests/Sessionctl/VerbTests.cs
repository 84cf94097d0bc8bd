using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>Every verb, as a process, against a silo that is one.</summary>
public sealed partial class VerbTests(SharedCliSilo shared) : IClassFixture<SharedCliSilo>
{
    private static int subjects;

    private CliHome Cli => shared.Cli;

    [Fact]
    public async Task Establish_into_a_pipe_is_the_token_alone_and_validate_takes_it()
    {
        var established = (await Cli.RunAsync("establish", NewSubject(), "--aud", "orders", "--amr", "pwd,otp")).Require(0);

        Assert.Matches(TokenLine(), established.Output);
        Assert.Contains("Established session ", established.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(established.Word, established.Errors, StringComparison.Ordinal);
        var validated = (await Cli.PipeAsync(established.Output, "validate", "--aud", "orders")).Require(0);
        Assert.Matches(@"\n  active +true ", validated.Output);
    }

    [Fact]
    public async Task Every_option_of_establish_reaches_the_session()
    {
        var subject = NewSubject();
        var established = (await Cli.RunAsync(
            "establish", subject, "--aud", "orders", "--class", "interactive", "--amr", "pwd", "--amr", "hwk", "--auth-time", $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60}",
            "--event-id", subject, "--scope", "orders.read orders.write", "--for-client", "shop", "--max-uses", "3", "--attribute", "team=red=blue", "--attribute", "note=", "--json")).Require(0).Json;

        var facts = (await Cli.RunAsync("show", $"{established["sid"]}", "--json")).Require(0).Json;
        Assert.Equal("aal3", $"{facts["acr"]}");
        Assert.Equal("""["pwd","hwk"]""", facts["amr"]!.ToJsonString());
        Assert.Equal("orders.read orders.write", $"{facts["scope"]}");
        Assert.Equal("shop", $"{facts["client_id"]}");
        Assert.Equal(3, facts["max_uses"]!.GetValue<int>());
        Assert.Equal("""{"note":"","team":"red=blue"}""", facts["attributes"]!.ToJsonString());
        (await Cli.RunAsync("establish", subject, "--aud", "orders", "--amr", "pwd,otp", "--event-id", subject)).RequireSentence(1, "(conflict)");
    }

    [Fact]
    public async Task A_session_that_may_not_be_used_is_exit_code_1_with_its_refusal()
    {
        var token = await EstablishedAsync(NewSubject());

        Assert.Contains("may not be used: audience", (await Cli.PipeAsync(token, "validate", "--aud", "billing")).Require(1).Errors, StringComparison.Ordinal);
        Assert.Contains("scope", (await Cli.PipeAsync(token, "validate", "--aud", "orders", "--scope", "orders.write")).Require(1).Errors, StringComparison.Ordinal);
        Assert.Contains("assurance", (await Cli.PipeAsync(token, "validate", "--aud", "orders", "--acr", "aal3")).Require(1).Errors, StringComparison.Ordinal);
        Assert.Contains("malformed", (await Cli.PipeAsync("no token", "validate", "--aud", "orders")).Require(1).Errors, StringComparison.Ordinal);
        var json = (await Cli.PipeAsync(token, "validate", "--aud", "billing", "--json")).Require(1).Json;
        Assert.False(json["active"]!.GetValue<bool>());
        Assert.Equal("audience", $"{json["refusal"]}");
        (await Cli.PipeAsync(token, "validate", "--aud", "orders", "--max-age", "3600", "--acr", "aal2")).Require(0);
    }

    [Fact]
    public async Task Looking_without_activity_does_not_move_the_idle_deadline()
    {
        var token = await EstablishedAsync(NewSubject());
        var first = (await Cli.PipeAsync(token, "validate", "--aud", "orders", "--no-activity", "--json")).Require(0).Json;

        var second = (await Cli.PipeAsync(token, "validate", "--aud", "orders", "--no-activity", "--json")).Require(0).Json;

        Assert.Equal($"{first["idle_expires_at"]}", $"{second["idle_expires_at"]}");
    }

    [Fact, Rule("D4"), Rule("D7")]
    public async Task A_session_that_is_bound_to_a_key_is_used_with_proofs_of_it_each_of_them_once()
    {
        var (mine, other) = (await NewKeyAsync(), await NewKeyAsync());
        string[] request = ["--method", "GET", "--uri", "https://api.example/orders"];
        var established = (await Cli.RunAsync("establish", NewSubject(), "--aud", "orders", "--amr", "pwd,otp", "--key", mine, "--key-storage", "software", "--json")).Require(0).Json;
        var token = $"{established["token"]}";
        Assert.Equal("DPoP", $"{established["token_type"]}");

        (await Cli.PipeAsync(token, ["validate", "--aud", "orders", "--key", mine, .. request])).Require(0);
        Assert.Contains("wrong_key", (await Cli.PipeAsync(token, ["validate", "--aud", "orders", "--key", other, .. request])).Require(1).Errors, StringComparison.Ordinal);
        Assert.Contains("possession_required", (await Cli.PipeAsync(token, "validate", "--aud", "orders")).Require(1).Errors, StringComparison.Ordinal);

        var proof = Path.Combine(Cli.Folder, NewSubject());
        await File.WriteAllTextAsync(proof, (await Cli.PipeAsync(token, ["proof", "--key", mine, "--for-token", .. request])).Require(0).Output, TestContext.Current.CancellationToken);
        (await Cli.PipeAsync(token, ["validate", "--aud", "orders", "--proof", proof, .. request])).Require(0);
        Assert.Contains("proof_replayed", (await Cli.PipeAsync(token, ["validate", "--aud", "orders", "--proof", proof, .. request])).Require(1).Errors, StringComparison.Ordinal);

        var facts = (await Cli.RunAsync("show", $"{established["sid"]}", "--json")).Require(0).Json;
        Assert.Equal((await Cli.RunAsync("proof", "--key", mine)).Require(0).Word, $"{facts["cnf"]!["jkt"]}");
        Assert.Equal("software", $"{facts["key_storage"]}");
        Assert.Matches(@"\n  cnf +jkt=[A-Za-z0-9_-]{43} ", (await Cli.RunAsync("show", $"{established["sid"]}")).Require(0).Output);
    }

    [Fact]
    public async Task A_challenge_for_a_nonce_is_answered_once_by_itself()
    {
        var key = await NewKeyAsync();
        var token = (await Cli.RunAsync("establish", NewSubject(), "--aud", "orders", "--class", "privileged", "--amr", "pwd,hwk", "--key", key, "--key-storage", "hardware")).Require(0).Word;

        var run = (await Cli.PipeAsync(token, "validate", "--aud", "orders", "--key", key, "--method", "GET", "--uri", "https://api.example/orders")).Require(0);

        Assert.Equal("The service wants a nonce in the proof: asking again with one.\n", run.Errors);
    }

    [Fact]
    public async Task A_bearer_session_is_held_to_the_context_that_was_declared()
    {
        var token = (await Cli.RunAsync("establish", NewSubject(), "--aud", "orders", "--amr", "pwd,otp", "--context-ua", "Browser/1", "--context-device", "desk")).Require(0).Word;

        (await Cli.PipeAsync(token, "validate", "--aud", "orders", "--context-ua", "Browser/1", "--context-device", "desk")).Require(0);
        Assert.Contains("context_changed", (await Cli.PipeAsync(token, "validate", "--aud", "orders", "--context-ua", "Browser/1", "--context-device", "laptop")).Require(1).Errors, StringComparison.Ordinal);
        Assert.Contains("locked", (await Cli.PipeAsync(token, "validate", "--aud", "orders", "--context-ua", "Browser/1", "--context-device", "desk")).Require(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_by_token_and_by_handle_gives_the_receipt_again()
    {
        var token = await EstablishedAsync(NewSubject());

        var receipt = (await Cli.PipeAsync(token, "revoke", "--reason", "logout", "--json")).Require(0).Json;

        Assert.Equal(1, receipt["sessions_ended"]!.GetValue<int>());
        var again = (await Cli.RunAsync("revoke", "--sid", $"{receipt["sid"]}", "--json")).Require(0).Json;
        Assert.Equal($"{receipt["event_id"]}", $"{again["event_id"]}");
        Assert.Contains("may not be used: revoked", (await Cli.PipeAsync(token, "validate", "--aud", "orders")).Require(1).Errors, StringComparison.Ordinal);
        Assert.Matches(@"\n  reason +logout ", (await Cli.RunAsync("show", $"{receipt["sid"]}")).Require(0).Output);
    }

    [Fact]
    public async Task A_reason_in_words_is_kept()
    {
        var sid = (await Cli.RunAsync("establish", NewSubject(), "--aud", "orders", "--amr", "pwd,otp", "--json")).Require(0).Json["sid"];
        (await Cli.RunAsync("revoke", "--sid", $"{sid}", "--reason", "other", "--detail", "left the company")).Require(0);

        Assert.Equal("left the company", $"{(await Cli.RunAsync("show", $"{sid}", "--json")).Require(0).Json["reason_detail"]}");
    }

    [Fact]
    public async Task Sessions_that_are_not_there_are_exit_code_1()
    {
        const string Nobody = "00000000000000000000000000000001";

        (await Cli.RunAsync("show", Nobody)).RequireSentence(1, "(unknown_session)");
        (await Cli.RunAsync("revoke", "--sid", Nobody)).RequireSentence(1, "(unknown_session)");
        Assert.Equal("unknown_session", $"{(await Cli.RunAsync("show", Nobody, "--json")).Require(1).Json["code"]}");
    }

    [Fact]
    public async Task List_shows_what_a_subject_holds_and_revoke_subject_ends_it()
    {
        // Everything that a path could be mistaken about.
        var subject = $"a/../b%2F ü? {NewSubject()}";
        await EstablishedAsync(subject);
        await EstablishedAsync(subject);

        var sessions = (await Cli.RunAsync("list", subject, "--json")).Require(0).Json["sessions"]!.AsArray();
        Assert.Equal(2, sessions.Count);
        var table = (await Cli.RunAsync("list", subject)).Require(0).Output;
        Assert.All(sessions, session => Assert.Contains($"{session!["sid"]}", table, StringComparison.Ordinal));

        var receipt = (await Cli.RunAsync("revoke-subject", subject, "--reason", "compromise", "--json")).Require(0).Json;
        Assert.Equal(subject, $"{receipt["sub"]}");
        Assert.Equal(2, receipt["sessions_ended"]!.GetValue<int>());
        Assert.Contains("holds no live session", (await Cli.RunAsync("list", subject)).Require(0).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_new_makes_what_the_silo_takes_and_asks_nobody()
    {
        using var nobody = new CliHome();

        var made = (await nobody.RunAsync("client", "new", "orders-api", "--json")).Require(0).Json;

        var secret = $"{made["client_secret"]}";
        Assert.Matches("^[A-Za-z0-9_-]{43}$", secret);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
        Assert.Equal($"sha256:{digest}", $"{made["configuration"]!["SessionCluster"]!["Clients"]!["orders-api"]!["Secrets"]![0]}");
        var text = (await nobody.RunAsync("client", "new", "orders-api")).Require(0).Output;
        Assert.Single(SecretLine().Matches(text));
        Assert.Equal("orders-api", JsonNode.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..])!["SessionCluster"]!["Clients"]!.AsObject().Single().Key);
    }

    [Fact]
    public async Task Cluster_shows_the_silos()
    {
        await EstablishedAsync(NewSubject());

        var silo = Assert.Single((await Cli.RunAsync("cluster", "--json")).Require(0).Json["silos"]!.AsArray())!;
        var table = (await Cli.RunAsync("cluster")).Require(0).Output;

        Assert.Equal("active", $"{silo["status"]}");
        Assert.True(silo["fence_held"]!.GetValue<bool>());
        Assert.Matches($@"{Regex.Escape($"{silo["address"]}")} +{Regex.Escape($"{silo["name"]}")} +active +held +\d+ +[1-9]\d* +\d+\.\d ", table);
    }

    [Fact]
    public async Task Watching_the_cluster_goes_on_until_it_is_interrupted()
    {
        using var watching = Cli.Start("cluster", "--watch");
        var frames = 0;
        while (frames < 2)
        {
            frames += await watching.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line ? line.Contains(" active ", StringComparison.Ordinal) ? 1 : 0 : throw new InvalidOperationException("It ended.");
        }

        Signals.Send(watching.Id, Signal.Interrupt);

        (await CliHome.FinishAsync(watching)).Require(0);
    }

    private static string NewSubject() => $"subject-{Interlocked.Increment(ref subjects)}";

    private async Task<string> NewKeyAsync()
    {
        var path = Path.Combine(Cli.Folder, $"{NewSubject()}.pem");
        (await Cli.RunAsync("proof", "--new-key", path)).Require(0);
        return path;
    }

    private async Task<string> EstablishedAsync(string subject) => (await Cli.RunAsync("establish", subject, "--aud", "orders", "--amr", "pwd,otp")).Require(0).Word;

    [GeneratedRegex(@"\Asct_dev_[0-9A-Za-z]{83}\n\z")]
    private static partial Regex TokenLine();

    [GeneratedRegex(@"^ +[A-Za-z0-9_-]{43}$", RegexOptions.Multiline)]
    private static partial Regex SecretLine();
}
