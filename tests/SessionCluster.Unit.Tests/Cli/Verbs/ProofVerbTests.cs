using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Verbs;

/// <summary><c>proof</c>: keys in files of their owner's alone, and proofs of what was asked for.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProofVerbTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sessionctl-proof-");

    private string KeyPath => Path.Combine(_directory.FullName, "alice.pem");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_new_key_is_for_its_owner_alone_and_its_thumbprint_is_the_answer()
    {
        var made = await RunAsync("proof", "--new-key", KeyPath);
        var shown = await RunAsync("proof", "--key", KeyPath);

        Assert.Matches("^[A-Za-z0-9_-]{43}\n$", made.Output);
        Assert.Equal(made.Output, shown.Output);
        Assert.Equal(Owner, File.GetUnixFileMode(KeyPath));
        Assert.Contains(KeyPath, made.Errors, StringComparison.Ordinal);
        Assert.Empty(shown.Errors);
    }

    [Fact]
    public async Task A_key_is_never_overwritten()
    {
        await File.WriteAllTextAsync(KeyPath, "something", TestContext.Current.CancellationToken);

        var run = await RunAsync("proof", "--new-key", KeyPath);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("never overwritten", run.Errors, StringComparison.Ordinal);
        Assert.Equal("something", await File.ReadAllTextAsync(KeyPath, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(Owner | UnixFileMode.GroupRead)]
    [InlineData(Owner | UnixFileMode.OtherRead)]
    [InlineData(Owner | UnixFileMode.OtherWrite)]
    public async Task A_key_that_is_open_to_others_is_refused(UnixFileMode mode)
    {
        await RunAsync("proof", "--new-key", KeyPath);
        File.SetUnixFileMode(KeyPath, mode);

        var run = await RunAsync("proof", "--key", KeyPath);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"chmod 600 {KeyPath}", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a key")]
    [InlineData("")]
    [InlineData("""{"kty":"EC","crv":"P-256"}""")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nY2FuYXJ5\n-----END PRIVATE KEY-----")]
    public async Task What_is_no_key_is_refused_and_not_repeated(string content)
    {
        await File.WriteAllTextAsync(KeyPath, content, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(KeyPath, Owner);

        var run = await RunAsync("proof", "--key", KeyPath);

        Assert.Equal((2, $"{KeyPath} holds no private key that proofs are made with: P-256, or RSA from 2,048 bits, as PEM or JWK.\n"), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task A_proof_is_of_what_was_asked_for()
    {
        await RunAsync("proof", "--new-key", KeyPath);

        var run = await RunAsync("proof", "--key", KeyPath, "--method", "GET", "--uri", "https://api.example/orders?page=2", "--nonce", "n-1");

        var payload = Payload(run.Output.TrimEnd('\n'));
        Assert.Equal(("GET", "https://api.example/orders", "n-1", "1772366400"), ($"{payload["htm"]}", $"{payload["htu"]}", $"{payload["nonce"]}", $"{payload["iat"]}"));
        Assert.Null(payload["ath"]);
    }

    [Fact]
    public async Task For_a_token_it_has_the_tokens_hash()
    {
        await RunAsync("proof", "--new-key", KeyPath);
        using var cli = new CliUnderTest();

        // RFC 9449 section 7.1.
        await cli.RunAsync("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU\n", "proof", "--key", KeyPath, "--method", "GET", "--uri", "https://api.example/", "--for-token", "--json");

        var answer = JsonNode.Parse(cli.Output)!;
        Assert.Equal("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo", $"{Payload($"{answer["proof"]}")["ath"]}");
        Assert.Equal((await RunAsync("proof", "--key", KeyPath)).Output.TrimEnd('\n'), $"{answer["jkt"]}");
    }

    [Theory]
    [InlineData("proof", "Which key?")]
    [InlineData("proof --key a --new-key b", "Which key?")]
    [InlineData("proof --key a --method GET", "both --method and --uri")]
    [InlineData("proof --key a --nonce n", "belong to a proof")]
    [InlineData("proof --key a --for-token", "belong to a proof")]
    [InlineData("proof --key a --method GE/T --uri https://api.example", "--method is")]
    [InlineData("proof --key a --method GET --uri api.example/orders", "--uri is")]
    [InlineData("proof --key a --method GET --uri ftp://api.example/orders", "--uri is")]
    [InlineData("proof --key /nowhere/key", "There is no file /nowhere/key")]
    [InlineData("proof --new-key /nowhere/key", "/nowhere/key can't be written")]
    [InlineData("validate --aud orders --key a", "--key or --proof, and --method and --uri")]
    [InlineData("validate --aud orders --method GET --uri https://api.example", "--key or --proof, and --method and --uri")]
    [InlineData("validate --aud orders --key a --proof b --method GET --uri https://api.example", "exclude each other")]
    [InlineData("validate --aud orders --proof /nowhere/proof --method GET --uri https://api.example", "can't be read")]
    [InlineData("establish alice --aud orders --amr pwd --key-storage cloud", "software or hardware")]
    [InlineData("establish alice --aud orders --amr pwd --key /nowhere/key", "There is no file /nowhere/key")]
    [InlineData("tour --kill-silo", "--kill-silo needs --data")]
    public async Task What_is_wrong_with_a_command_line_is_said(string line, string part)
    {
        using var cli = new CliUnderTest();

        Assert.Equal(2, await cli.RunAsync("token", line.Split(' ')));

        Assert.Contains(part, cli.Errors, StringComparison.Ordinal);
        Assert.Empty(cli.Output);
        Assert.Empty(cli.Requests);
    }

    private static JsonNode Payload(string proof) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(proof.Split('.')[1]))!;

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var cli = new CliUnderTest();
        return (await cli.RunAsync("", args), cli.Output, cli.Errors);
    }
}
