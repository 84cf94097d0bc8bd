using System.Text.Json.Nodes;
using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Verbs;

/// <summary>Binding and presenting with a key: what is sent, and one challenge is answered.</summary>
public sealed class PossessionTests : IDisposable
{
    private const string Session = """{"token":"sct_dev_TOKEN","token_type":"DPoP","sid":"5b01c8a59bbd0fb1c402777df354b7ad","exp":1772409600,"expires_in":43200,"idle_timeout":1800,"acr":"aal2"}""";
    private const string Challenged = """{"active":false,"refusal":"nonce_required","status":401,"challenge":"DPoP error=\"use_dpop_nonce\"","nonce":"n-1"}""";

    private static readonly string[] Presenting = ["validate", "--aud", "orders", "--method", "GET", "--uri", "https://api.example/orders"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sessionctl-key-");
    private readonly List<JsonObject> _sent = [];
    private readonly Queue<string> _answers = [];

    private string KeyPath => Path.Combine(_directory.FullName, "alice.pem");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_session_is_bound_by_a_proof_over_the_request_that_establishes_it()
    {
        var run = await AskAsync("", Session, "establish", "alice", "--aud", "orders", "--amr", "pwd,hwk", "--key", KeyPath, "--key-storage", "software");

        var body = Assert.Single(_sent);
        var proof = Payload($"{body["cnf_proof"]!["proof"]}");
        Assert.Equal(("POST", "http://127.0.0.1:1/sessions"), ($"{body["cnf_proof"]!["method"]}", $"{body["cnf_proof"]!["uri"]}"));
        Assert.Equal(("POST", "http://127.0.0.1:1/sessions"), ($"{proof["htm"]}", $"{proof["htu"]}"));
        Assert.Equal("software", $"{body["key_storage"]}");
        Assert.Contains("Established key-bound session ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_is_sent_as_digests()
    {
        await AskAsync("", Session, "establish", "alice", "--aud", "orders", "--amr", "pwd,otp", "--context-ua", "Browser/1", "--context-device", "desk");
        await AskAsync("token", """{"active":true}""", "validate", "--aud", "orders", "--context-ua", "Browser/1");

        var (device, agent) = ($"{_sent[0]["context"]!["device"]}", $"{_sent[0]["context"]!["ua"]}");
        Assert.All([device, agent], digest => Assert.Matches("^[A-Za-z0-9_-]{22}$", digest));
        Assert.Equal($$"""{"v":1,"ua":"{{agent}}"}""", _sent[1]["context"]!.ToJsonString());
    }

    [Fact]
    public async Task A_token_is_presented_with_a_proof()
    {
        var run = await AskAsync("token", """{"active":true}""", [.. Presenting, "--key", KeyPath]);

        var body = Assert.Single(_sent);
        Assert.Equal(("DPoP", "GET", "https://api.example/orders"), ($"{body["scheme"]}", $"{body["method"]}", $"{body["uri"]}"));
        Assert.NotNull(Payload($"{body["proof"]}")["ath"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("nonce_required")]
    [InlineData("proof_stale")]
    public async Task A_challenge_is_answered_once(string refusal)
    {
        _answers.Enqueue(Challenged.Replace("nonce_required", refusal, StringComparison.Ordinal));

        var run = await AskAsync("token", """{"active":true}""", [.. Presenting, "--key", KeyPath]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([null, "n-1"], _sent.Select(body => (string?)Payload($"{body["proof"]}")["nonce"]));
        Assert.Contains("asking again", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_challenge_is_the_answer()
    {
        _answers.Enqueue(Challenged);

        var run = await AskAsync("token", Challenged, [.. Presenting, "--key", KeyPath]);

        Assert.Equal((1, 2), (run.ExitCode, _sent.Count));
        Assert.Contains("may not be used: nonce_required", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"active":false,"refusal":"wrong_key","nonce":"n-1"}""")]
    [InlineData("""{"active":false,"refusal":"nonce_required"}""")]
    [InlineData("""{"active":false,"refusal":"nonce_required","nonce":7}""")]
    public async Task Only_a_challenge_is_answered(string verdict)
    {
        Assert.Equal(1, (await AskAsync("token", verdict, [.. Presenting, "--key", KeyPath])).ExitCode);

        Assert.Single(_sent);
    }

    [Fact]
    public async Task A_proof_that_was_made_before_is_sent_as_it_is_and_no_challenge_answered()
    {
        var path = Path.Combine(_directory.FullName, "proof");
        await File.WriteAllTextAsync(path, "a.b.c\n", TestContext.Current.CancellationToken);

        Assert.Equal(1, (await AskAsync("token", Challenged, [.. Presenting, "--proof", path])).ExitCode);

        Assert.Equal(("DPoP", "a.b.c"), ($"{Assert.Single(_sent)["scheme"]}", $"{_sent[0]["proof"]}"));
    }

    private static JsonNode Payload(string proof) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(proof.Split('.')[1]))!;

    private async Task<(int ExitCode, string Errors)> AskAsync(string input, string answer, params string[] args)
    {
        using var maker = new CliUnderTest();
        await maker.RunAsync("", "proof", "--new-key", KeyPath);
        _answers.Enqueue(answer);
        using var cli = new CliUnderTest
        {
            Answer = (_, body) =>
            {
                _sent.Add(body!);
                return CliUnderTest.Json(_answers.Dequeue());
            },
        };
        return (await cli.RunAsync(input, args), cli.Errors);
    }
}
