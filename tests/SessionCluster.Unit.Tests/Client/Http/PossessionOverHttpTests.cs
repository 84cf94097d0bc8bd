using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Http;

/// <summary>What the client over HTTP says of keys, proofs and contexts, and what it reads of them.</summary>
public sealed class PossessionOverHttpTests : IDisposable
{
    private static readonly DpopHeader Proof = new("a.b.c", "GET", "https://api.example.com/orders");
    private static readonly KeyThumbprint Key = KeyThumbprint.Of("a key"u8);
    private static readonly ClientContext Context = ClientContext.Of("agent", null);

    private readonly StubService _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_validation_says_scheme_proof_certificate_and_context()
    {
        _service.Answers(() => StubService.Of(200, HttpSamples.Refused.ToJsonString()));

        await _service.Sessions.ValidateAsync(new()
        {
            Token = Specimen.Token,
            Scheme = TokenScheme.DPoP,
            Audience = Audience.Create("orders"),
            Possession = new() { Proof = Proof, Certificate = Key },
            Context = Context,
        });

        var body = _service.Requests[0].Body!;
        Assert.Equal("DPoP", (string?)body["scheme"]);
        Assert.Equal((Proof.Proof, Proof.Method, Proof.Uri), ((string?)body["proof"], (string?)body["method"], (string?)body["uri"]));
        Assert.Equal(Key.ToString(), (string?)body["certificate_thumbprint"]);
        Assert.Equal($$"""{"v":1,"ua":"{{Context.UserAgent}}"}""", body["context"]!.ToJsonString());
    }

    [Fact]
    public async Task Beside_a_bearer_token_no_proof_is_sent()
    {
        _service.Answers(() => StubService.Of(200, HttpSamples.Refused.ToJsonString()));

        await _service.Sessions.ValidateAsync(new() { Token = Specimen.Token, Audience = Audience.Create("orders"), Possession = new() { Proof = Proof } });

        Assert.Equal("Bearer", (string?)_service.Requests[0].Body!["scheme"]);
        Assert.Null(_service.Requests[0].Body!["proof"]);
    }

    [Theory]
    [InlineData("jkt", ConfirmationMethod.Jkt, "DPoP")]
    [InlineData("x5t#S256", ConfirmationMethod.Certificate, "Bearer")]
    public async Task An_acceptance_says_the_confirmation_and_the_next_nonce(string member, ConfirmationMethod method, string type)
    {
        var answer = HttpSamples.Accepted;
        (answer["cnf"], answer["token_type"], answer["nonce"], answer["key_storage"]) = (new JsonObject { [member] = Key.ToString() }, type, "n-2", "hardware");
        _service.Answers(() => StubService.Of(200, answer.ToJsonString()));

        var verdict = await _service.Sessions.ValidateAsync(HttpSamples.Presented);

        Assert.Equal(new Confirmation(method, Key), verdict.Facts?.Confirmation);
        Assert.Equal(KeyStorage.Hardware, verdict.Facts?.KeyStorage);
        Assert.Equal("n-2", verdict.Nonce);
    }

    [Theory]
    [Rule("G6")]
    [InlineData("""{ "cnf": { } }""")]
    [InlineData("""{ "cnf": "key" }""")]
    [InlineData("""{ "cnf": { "jkt": "short" } }""")]
    [InlineData("""{ "token_type": "DPoP" }""")]
    public async Task An_acceptance_whose_confirmation_is_not_what_the_contract_says_is_none(string members)
    {
        var answer = HttpSamples.Accepted;
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
        {
            answer[name] = value?.DeepClone();
        }

        _service.Answers(() => StubService.Of(200, answer.ToJsonString()));

        Assert.Equal(VerdictOutcome.Unavailable, (await _service.Sessions.ValidateAsync(HttpSamples.Presented)).Outcome);
    }

    [Theory]
    [InlineData("nonce_required", SessionRefusal.NonceRequired, "n-1")]
    [InlineData("proof_stale", SessionRefusal.ProofStale, "n-1")]
    [InlineData("revoked", SessionRefusal.Revoked, null)]
    public async Task A_refusal_comes_with_its_nonce(string code, SessionRefusal refusal, string? nonce)
    {
        var answer = HttpSamples.Refused;
        (answer["refusal"], answer["nonce"]) = (code, "n-1");
        _service.Answers(() => StubService.Of(200, answer.ToJsonString()));

        var verdict = await _service.Sessions.ValidateAsync(HttpSamples.Presented);

        Assert.Equal((refusal, nonce), (verdict.Refusal, verdict.Nonce));
    }

    [Fact]
    public async Task An_establishment_says_key_proof_storage_and_context()
    {
        _service.Answers(() => StubService.Of(201, HttpSamples.Established.ToJsonString()));
        var confirmation = new Confirmation(ConfirmationMethod.Jkt, Key);

        var result = await _service.Sessions.EstablishAsync(HttpSamples.Establish with { Confirmation = confirmation, ConfirmationProof = Proof, KeyStorage = KeyStorage.Software, Context = Context });

        var body = _service.Requests[0].Body!;
        Assert.Equal($$"""{"jkt":"{{Key}}"}""", body["cnf"]!.ToJsonString());
        Assert.Equal("""{"proof":"a.b.c","method":"GET","uri":"https://api.example.com/orders"}""", body["cnf_proof"]!.ToJsonString());
        Assert.Equal("software", (string?)body["key_storage"]);
        Assert.NotNull(body["context"]);
        Assert.Equal(confirmation, Assert.IsType<EstablishResult.Established>(result).Confirmation);
    }

    [Fact]
    [Rule("T1")]
    public async Task An_introspection_is_a_form_and_its_answer_has_the_registered_members()
    {
        _service.Answers(() => StubService.Of(200, $$"""
            { "active": true, "sub": "alice", "sid": "0123456789abcdef0123456789abcdef", "client_id": "portal", "scope": "a b", "aud": ["orders"], "acr": "aal2", "amr": ["pwd", "otp"], "iss": "https://s",
              "auth_time": 1799999990, "iat": 1800000000, "exp": 1800003600, "token_type": "DPoP", "cnf": { "jkt": "{{Key}}" } }
            """));

        var verdict = await _service.Sessions.IntrospectAsync(new() { Token = Specimen.Token, Audiences = [Audience.Create("orders")] });

        Assert.Equal("POST http://localhost:1/base/oauth2/introspect", _service.Requests[0].Call);
        Assert.Equal($"token={Specimen.Token}", _service.Contents[0].Text);
        Assert.True(verdict.IsAccepted);
        Assert.Equal(Key, verdict.Facts.Confirmation?.Thumbprint);
        Assert.True(verdict.Facts.Class.IsUnset);
    }

    [Fact]
    [Rule("T2")]
    public async Task Inactive_is_a_refusal_and_an_answer_that_is_none_is_in_doubt()
    {
        _service.Answers(() => StubService.Of(200, """{"active":false}"""), () => StubService.Of(200, """{"active":true}"""));
        var asked = new IntrospectDescriptor { Token = Specimen.Token, Audiences = [] };

        Assert.Equal(SessionRefusal.Unknown, (await _service.Sessions.IntrospectAsync(asked)).Refusal);
        Assert.Equal(VerdictOutcome.Unavailable, (await _service.Sessions.IntrospectAsync(asked)).Outcome);
    }

    [Fact]
    public async Task A_holders_ending_has_the_holders_headers_and_not_the_clients_credentials()
    {
        _service.Answers(() => StubService.Of(204, ""));

        var result = await _service.Sessions.EndAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.DPoP, Possession = new() { Proof = Proof } });

        Assert.Null(Assert.IsType<EndResult.Ended>(result).Receipt);
        Assert.Equal(("POST http://localhost:1/base/sessions/end", $"DPoP {Specimen.Token}"), (_service.Requests[0].Call, _service.Requests[0].Authorization));
        Assert.Equal(("a.b.c", null), _service.Contents[0]);
    }

    [Theory]
    [InlineData("invalid_token", SessionRefusal.Unknown, null)]
    [InlineData("invalid_dpop_proof", SessionRefusal.ProofInvalid, null)]
    [InlineData("use_dpop_nonce", SessionRefusal.NonceRequired, "n-1")]
    [InlineData("insufficient_user_authentication", SessionRefusal.Locked, null)]
    public async Task A_holder_who_is_denied_is_refused_by_the_challenges_error(string code, SessionRefusal refusal, string? nonce)
    {
        _service.Answers(() =>
        {
            var response = StubService.Problem(401, code);
            response.Headers.Add("DPoP-Nonce", "n-1");
            return response;
        });

        var result = await _service.Sessions.EndAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer });

        var verdict = Assert.IsType<EndResult.Refused>(result).Verdict;
        Assert.Equal((refusal, nonce), (verdict.Refusal, verdict.Nonce));
    }

    [Theory]
    [InlineData("to\r\nken", "a.b.c", SessionRefusal.Malformed)]
    [InlineData("", "a.b.c", SessionRefusal.Malformed)]
    [InlineData("token", "a\r\nX: y", SessionRefusal.ProofInvalid)]
    [InlineData("token", "", SessionRefusal.ProofInvalid)]
    public async Task What_can_not_stand_in_a_header_is_refused_at_home(string token, string proof, SessionRefusal refusal)
    {
        var result = await _service.Sessions.EndAsync(new() { Token = token, Scheme = TokenScheme.DPoP, Possession = new() { Proof = new(proof, "POST", "https://s/sessions/end") } });

        Assert.Equal(refusal, Assert.IsType<EndResult.Refused>(result).Verdict.Refusal);
        Assert.Empty(_service.Requests);
    }
}
