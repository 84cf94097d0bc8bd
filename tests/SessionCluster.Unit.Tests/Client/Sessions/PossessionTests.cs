using System.Text;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>What the edge does with proofs and certificates: a proof that fails costs no grain call, and one that holds is told as verified and as it was received.</summary>
public sealed class PossessionTests : IDisposable
{
    private const string Uri = "https://api.example.com/orders";

    private static readonly KeyThumbprint Certificate = KeyThumbprint.Of("a certificate"u8);

    private readonly ClientUnderTest _client = new();
    private readonly ProofKey _key = ProofKey.CreateEcdsa();

    public PossessionTests() => _client.Cluster.Answer = ClientUnderTest.GoodAnswer;

    public void Dispose() => _key.Dispose();

    [Fact]
    [Rule("D5")]
    public async Task A_proof_that_holds_reaches_the_grain_verified_and_as_it_was_received()
    {
        var text = Proof();
        var context = ClientContext.Of("agent", null);

        var verdict = await _client.Sessions.ValidateAsync(new()
        {
            Token = Specimen.Token,
            Scheme = TokenScheme.DPoP,
            Audience = Audience.Create("orders"),
            Possession = new() { Proof = new(text, "GET", Uri), Certificate = Certificate },
            Context = context,
        });

        Assert.True(verdict.IsAccepted);
        var call = _client.Cluster.Single<ValidateCall>();
        Assert.Equal(TokenScheme.DPoP, call.Scheme);
        Assert.Same(context, call.Context);
        Assert.Equal(_key.Thumbprint, call.Possession?.Proof?.Key);
        Assert.Equal(Digest128.Of(text), call.Possession?.Proof?.Text);
        Assert.Equal((text, "GET", Uri), (call.Possession?.Presented?.Text, call.Possession?.Presented?.Method, call.Possession?.Presented?.Uri));
        Assert.Equal(SecretDigest.Of(Encoding.ASCII.GetBytes(Specimen.Token)), call.Possession?.Presented?.TokenHash);
        Assert.Equal(Certificate, call.Possession?.Certificate);
    }

    public static TheoryData<string> Broken => ["none", "noise", "no token hash", "another token", "another method", "another path", "huge"];

    [Theory]
    [Rule("D5"), Rule("D1")]
    [MemberData(nameof(Broken))]
    public async Task A_proof_that_fails_is_refused_without_a_call(string broken)
    {
        var proof = Break(broken);

        var verdict = await _client.Sessions.ValidateAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.DPoP, Audience = Audience.Create("orders"), Possession = new() { Proof = proof } });
        var end = await _client.Sessions.EndAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.DPoP, Possession = new() { Proof = proof } });

        Assert.Equal(SessionRefusal.ProofInvalid, verdict.Refusal);
        Assert.Equal(SessionRefusal.ProofInvalid, Assert.IsType<EndResult.Refused>(end).Verdict.Refusal);
        Assert.Empty(_client.Cluster.Calls);
    }

    [Fact]
    [Rule("N17")]
    public async Task The_log_says_which_check_failed_and_nothing_of_the_proof()
    {
        var proof = new DpopHeader(_key.CreateProof("POST", Uri, Specimen.Token), "GET", Uri);

        await _client.Sessions.ValidateAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.DPoP, Audience = Audience.Create("orders"), Possession = new() { Proof = proof } });

        Assert.Equal((LogLevel.Debug, "A proof was refused here, before any session was asked: Method."), Assert.Single(_client.Log.Entries));
    }

    [Fact]
    public async Task What_is_no_token_is_refused_before_its_proof_is_looked_at()
    {
        var verdict = await _client.Sessions.ValidateAsync(new() { Token = "sct", Scheme = TokenScheme.DPoP, Audience = Audience.Create("orders") });

        Assert.Equal(SessionRefusal.Malformed, verdict.Refusal);
        Assert.Empty(_client.Log.Entries);
    }

    [Fact]
    [Rule("T5")]
    public async Task A_bearer_token_is_told_with_the_certificate_of_its_connection_and_without_any_proof()
    {
        await _client.Sessions.ValidateAsync(new() { Token = Specimen.Token, Audience = Audience.Create("orders"), Possession = new() { Proof = new("noise", "GET", Uri), Certificate = Certificate } });

        var call = _client.Cluster.Single<ValidateCall>();
        Assert.Equal((TokenScheme.Bearer, Certificate), (call.Scheme, call.Possession!.Certificate));
        Assert.Null(call.Possession.Proof);
        Assert.Null(call.Possession.Presented);
    }

    [Fact]
    public async Task A_token_that_came_alone_is_told_alone()
    {
        await _client.Sessions.ValidateAsync(ClientUnderTest.Presented);

        Assert.Null(_client.Cluster.Single<ValidateCall>().Possession);
    }

    [Fact]
    public async Task An_establishment_tells_the_proof_of_its_key_which_needs_no_token_hash()
    {
        var confirmation = new Confirmation(ConfirmationMethod.Jkt, _key.Thumbprint);
        var context = ClientContext.Of("agent", "device");
        _client.Cluster.Answer = _ => new EstablishOutcome.Established(Specimen.Id, Specimen.Id.Deadline, TimeSpan.FromMinutes(30), default) { Confirmation = confirmation };

        var result = await _client.Sessions.EstablishAsync(ClientUnderTest.Establish with
        {
            Confirmation = confirmation,
            ConfirmationProof = new(_key.CreateProof("POST", "https://login.example.com/done"), "POST", "https://login.example.com/done"),
            KeyStorage = KeyStorage.Hardware,
            Context = context,
        });

        Assert.Equal(confirmation, Assert.IsType<EstablishResult.Established>(result).Confirmation);
        var call = _client.Cluster.Single<EstablishCall>();
        Assert.Equal((confirmation, KeyStorage.Hardware), (call.Confirmation, call.KeyStorage));
        Assert.Same(context, call.Context);
        Assert.Equal(_key.Thumbprint, call.ConfirmationEvidence?.Proof?.Key);
        Assert.True(call.ConfirmationEvidence?.Presented?.TokenHash.IsUnset);
    }

    [Fact]
    public async Task An_establishment_whose_proof_fails_is_refused_without_a_call()
    {
        var result = await _client.Sessions.EstablishAsync(ClientUnderTest.Establish with { ConfirmationProof = new(Proof(), "POST", Uri) });

        Assert.Equal(EstablishRefusal.BindingRequired, Assert.IsType<EstablishResult.Refused>(result).Refusal);
        Assert.Empty(_client.Cluster.Calls);
    }

    [Fact]
    public async Task An_introspection_asks_for_the_callers_services_and_shows_no_possession()
    {
        var verdict = await _client.Sessions.IntrospectAsync(new() { Token = Specimen.Token, Audiences = [Audience.Create("orders"), Audience.Create("billing")] });

        Assert.True(verdict.IsAccepted);
        var call = _client.Cluster.Single<IntrospectCall>();
        Assert.Equal(SecretDigest.Of(Specimen.Secret), call.SecretDigest);
        Assert.Equal([Audience.Create("orders"), Audience.Create("billing")], call.Audiences);
    }

    [Fact]
    public async Task A_holders_ending_tells_the_scheme_and_the_proof()
    {
        var result = await _client.Sessions.EndAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.DPoP, Possession = new() { Proof = new(Proof(), "GET", Uri) } });

        Assert.Same(ClientUnderTest.Receipt, Assert.IsType<EndResult.Ended>(result).Receipt);
        var call = _client.Cluster.Single<EndCall>();
        Assert.Equal((TokenScheme.DPoP, _key.Thumbprint), (call.Scheme, call.Possession?.Proof?.Key));
    }

    [Fact]
    public async Task A_holder_who_is_denied_learns_the_refusal_and_its_nonce()
    {
        _client.Cluster.Answer = _ => new EndOutcome.Denied(SessionVerdict.Challenge(SessionRefusal.NonceRequired, "n-1"));

        var result = await _client.Sessions.EndAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer });

        Assert.Equal("n-1", Assert.IsType<EndResult.Refused>(result).Verdict.Nonce);
    }

    [Fact]
    [Rule("G6")]
    public async Task A_holders_ending_that_is_in_doubt_is_asked_once_more()
    {
        var asked = 0;
        _client.Cluster.Answer = call => asked++ == 0 ? new EndOutcome.Denied(SessionVerdict.InDoubt(UnavailableReason.Fence)) : ClientUnderTest.GoodAnswer(call);

        var ending = _client.Sessions.EndAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer });
        Assert.False(ending.IsCompleted);
        _client.Clock.Advance(SafeRepeat.Pause);

        Assert.IsType<EndResult.Ended>(await ending);
        Assert.Equal(2, _client.Cluster.Calls.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_the_second_sending_finds_revoked_is_over_and_one_that_the_first_finds_so_is_refused(bool isLost)
    {
        var asked = 0;
        _client.Cluster.Answer = _ => new EndOutcome.Denied(asked++ == 0 && isLost ? SessionVerdict.InDoubt(UnavailableReason.Timeout) : SessionVerdict.Refuse(SessionRefusal.Revoked));

        var ending = _client.Sessions.EndAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer });
        _client.Clock.Advance(SafeRepeat.Pause);

        var result = await ending;
        Assert.Equal(isLost, result is EndResult.Ended { Receipt: null });
        Assert.Equal(!isLost, result is EndResult.Refused { Verdict.Refusal: SessionRefusal.Revoked });
    }

    [Theory]
    [Rule("G6")]
    [InlineData(UnavailableReason.Storage, 1)]
    [InlineData(UnavailableReason.Quarantine, 2)]
    public async Task An_introspection_in_doubt_is_asked_once_more_where_the_doubt_passes(UnavailableReason reason, int calls)
    {
        _client.Cluster.Answer = _ => SessionVerdict.InDoubt(reason);

        var asking = _client.Sessions.IntrospectAsync(new() { Token = Specimen.Token, Audiences = [] }).AsTask();
        _client.Clock.Advance(SafeRepeat.Pause);

        Assert.Equal(reason, (await asking).Reason);
        Assert.Equal(calls, _client.Cluster.Calls.Count);
    }

    private string Proof() => _key.CreateProof("GET", Uri, Specimen.Token);

    private DpopHeader? Break(string how) => how switch
    {
        "none" => null,
        "noise" => new("e30.e30.AA", "GET", Uri),
        "no token hash" => new(_key.CreateProof("GET", Uri), "GET", Uri),
        "another token" => new(_key.CreateProof("GET", Uri, "sct_test_other"), "GET", Uri),
        "another method" => new(Proof(), "POST", Uri),
        "another path" => new(Proof(), "GET", Uri + "/1"),
        _ => new(Proof() + new string('A', PresentedProof.MaxLength), "GET", Uri),
    };
}
