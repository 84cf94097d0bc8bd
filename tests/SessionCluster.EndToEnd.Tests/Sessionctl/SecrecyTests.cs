using System.Text;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>Where tokens and secrets are not.</summary>
public sealed class SecrecyTests(SharedCliSilo shared) : IClassFixture<SharedCliSilo>
{
    [Fact, Rule("N16")]
    public async Task A_token_on_the_command_line_is_refused_and_not_repeated()
    {
        var token = await EstablishedAsync("alice");
        string[][] commandLines = [["validate", token], ["validate", "--aud", token], ["show", token], ["revoke", "--sid", token], [token], ["list", $"x{token}"], ["validate", "--aud", "orders", $"--token={token}"]];

        foreach (var commandLine in commandLines)
        {
            var run = (await shared.Cli.PipeAsync(token, commandLine)).RequireSentence(2, "There is a token on the command line");
            Assert.DoesNotContain(token[9..30], run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_long_word_in_the_wrong_place_is_not_repeated()
    {
        var secret = shared.Silos.DevelopmentClient.Secret;

        foreach (var commandLine in new string[][] { [secret], ["list", "alice", secret], ["list", "alice", "--client-secret", secret], ["list", "alice", $"--client-secret={secret}"] })
        {
            Assert.DoesNotContain(secret, (await shared.Cli.RunAsync(commandLine)).Require(2).Errors, StringComparison.Ordinal);
        }
    }

    [Fact, Rule("N17")]
    public async Task No_verb_prints_the_clients_secret_and_none_but_establish_a_token()
    {
        var token = await EstablishedAsync("bob");
        var sid = (await shared.Cli.PipeAsync(token, "validate", "--aud", "orders", "--json")).Json["sid"]!.GetValue<string>();
        var runs = new List<CliRun>();
        foreach (var json in new string[][] { [], ["--json"] })
        {
            runs.Add(await shared.Cli.PipeAsync(token, ["validate", "--aud", "orders", .. json]));
            runs.Add(await shared.Cli.PipeAsync(token, ["validate", "--aud", "billing", .. json]));
            runs.Add(await shared.Cli.RunAsync(["show", sid, .. json]));
            runs.Add(await shared.Cli.RunAsync(["list", "bob", .. json]));
            runs.Add(await shared.Cli.PipeAsync(token, ["revoke", .. json]));
            runs.Add(await shared.Cli.RunAsync(["revoke-subject", "bob", .. json]));
            runs.Add(await shared.Cli.RunAsync(["cluster", .. json]));
            runs.Add(await shared.Cli.RunAsync(["tour", "--data", shared.Silos.DataDirectory, .. json]));
        }

        var (id, secret) = shared.Silos.DevelopmentClient;
        Assert.All(runs, run =>
        {
            Assert.NotEmpty(run.Output + run.Errors);
            Assert.DoesNotContain("sct_dev_", run.Output + run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, run.Output + run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")), run.Output + run.Errors, StringComparison.Ordinal);
        });
    }

    [Fact, Rule("N17")]
    public async Task No_verb_prints_a_private_key()
    {
        var path = Path.Combine(shared.Cli.Folder, "secrecy.pem");
        var runs = new List<CliRun> { (await shared.Cli.RunAsync("proof", "--new-key", path)).Require(0) };
        var established = (await shared.Cli.RunAsync("establish", "dave", "--aud", "orders", "--amr", "pwd,otp", "--key", path)).Require(0);
        string[] request = ["--key", path, "--method", "GET", "--uri", "https://api.example/orders"];
        foreach (var json in new string[][] { [], ["--json"] })
        {
            runs.Add((await shared.Cli.RunAsync(["proof", "--key", path, .. json])).Require(0));
            runs.Add((await shared.Cli.PipeAsync(established.Word, ["proof", "--for-token", .. request, .. json])).Require(0));
            runs.Add((await shared.Cli.PipeAsync(established.Word, ["validate", "--aud", "orders", .. request, .. json])).Require(0));
            runs.Add((await shared.Cli.RunAsync(["proof", "--new-key", path, .. json])).Require(2));
        }

        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        var secret = key.ExportParameters(includePrivateParameters: true).D!;
        string[] forms = [Convert.ToHexStringLower(secret), Convert.ToBase64String(secret).TrimEnd('='), System.Buffers.Text.Base64Url.EncodeToString(secret), "PRIVATE KEY", established.Word];
        Assert.All(runs, run => Assert.All(forms, form => Assert.DoesNotContain(form, run.Output + run.Errors, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task While_it_waits_for_a_token_its_command_line_has_neither_token_nor_secret()
    {
        var token = await EstablishedAsync("carol");
        using var waiting = shared.Cli.Start("validate", "--aud", "orders");
        await waiting.StandardInput.WriteAsync(token);
        await waiting.StandardInput.FlushAsync(TestContext.Current.CancellationToken);

        var commandLine = await File.ReadAllTextAsync($"/proc/{waiting.Id}/cmdline", TestContext.Current.CancellationToken);

        Assert.Contains("validate", commandLine, StringComparison.Ordinal);
        Assert.DoesNotContain("sct_", commandLine, StringComparison.Ordinal);
        Assert.DoesNotContain(shared.Silos.DevelopmentClient.Secret, commandLine, StringComparison.Ordinal);
        waiting.StandardInput.Close();
        (await CliHome.FinishAsync(waiting)).Require(0);
    }

    private async Task<string> EstablishedAsync(string subject) => (await shared.Cli.RunAsync("establish", subject, "--aud", "orders", "--amr", "pwd,otp")).Require(0).Word;
}
