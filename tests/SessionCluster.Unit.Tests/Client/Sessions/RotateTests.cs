using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>A rotation through the edge: the grain derives the secret, the edge makes the token.</summary>
public sealed class RotateTests
{
    private const string Uri = "https://sessions.example.com/sessions/rotate";

    private readonly ClientUnderTest _client = new();

    public RotateTests() => _client.Cluster.Answer = ClientUnderTest.GoodAnswer;

    [Fact]
    [Rule("P-T1"), Rule("P-T4"), Rule("L24")]
    public async Task The_sessions_grain_is_asked_by_digest_and_its_secret_becomes_a_token_of_the_same_session()
    {
        var facts = Sample.Facts() with { Id = Specimen.Id };
        _client.Cluster.Answer = _ => new RotateOutcome.Rotated(ClientUnderTest.Successor, 1, facts) { RotateAfter = Sample.Start };

        var rotated = Assert.IsType<RotateResult.Rotated>(await _client.Sessions.RotateAsync(ClientUnderTest.Rotate));

        var call = _client.Cluster.Single<RotateCall>();
        Assert.Equal(Specimen.Handle, _client.Cluster.Calls[0].Key);
        Assert.Equal((SecretDigest.Of(Specimen.Secret), TokenScheme.Bearer, ClientUnderTest.RotationId), (call.SecretDigest, call.Scheme, call.RotationId));
        Assert.Null(call.Possession);
        Assert.Equal((Specimen.Id, facts.AbsoluteDeadline, facts.IdleTimeout, facts.Assurance, Sample.Start), (rotated.Id, rotated.AbsoluteDeadline, rotated.IdleTimeout, rotated.Assurance, rotated.RotateAfter));
        var payload = new byte[TokenPayload.Size];
        Assert.True(TokenFormat.TryDecode(rotated.Token.Reveal(), payload, out _));
        Assert.Equal(ClientUnderTest.Successor.Span.ToArray(), new TokenPayload(payload).Secret.ToArray());

        // Its tag passes this gate.
        _client.Cluster.Answer = ClientUnderTest.GoodAnswer;
        Assert.True((await _client.Sessions.ValidateAsync(new() { Token = rotated.Token.Reveal(), Audience = Audience.Create("orders") })).IsAccepted);
    }

    [Fact]
    [Rule("D12")]
    public async Task A_proof_reaches_the_grain_as_it_was_received_for_the_silo_verifies_it_again()
    {
        using var key = ProofKey.CreateEcdsa();
        var proof = key.CreateProof("POST", Uri, Specimen.Token);

        await _client.Sessions.RotateAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.DPoP, Possession = new() { Proof = new(proof, "POST", Uri) } });

        var call = _client.Cluster.Single<RotateCall>();
        Assert.True(call.RotationId.IsUnset);
        Assert.Equal((proof, key.Thumbprint), (call.Possession?.Presented?.Text, call.Possession?.Proof?.Key));
    }

    [Theory]
    [InlineData("noise", TokenScheme.Bearer, SessionRefusal.Malformed)]
    [InlineData(Specimen.Token, TokenScheme.DPoP, SessionRefusal.ProofInvalid)]
    public async Task What_is_no_token_and_what_lacks_its_proof_is_refused_without_a_call(string token, TokenScheme scheme, SessionRefusal refusal)
    {
        var result = await _client.Sessions.RotateAsync(new() { Token = token, Scheme = scheme });

        Assert.Equal(refusal, Assert.IsType<RotateResult.Refused>(result).Verdict.Refusal);
        Assert.Empty(_client.Cluster.Calls);
    }

    [Fact]
    public async Task Every_refusal_and_its_nonce_is_the_callers()
    {
        foreach (var refusal in Enum.GetValues<SessionRefusal>().Where(refusal => refusal != SessionRefusal.None))
        {
            _client.Cluster.Answer = _ => new RotateOutcome.Denied(SessionVerdict.Refuse(refusal));
            Assert.Equal(refusal, Assert.IsType<RotateResult.Refused>(await _client.Sessions.RotateAsync(ClientUnderTest.Rotate)).Verdict.Refusal);
        }

        _client.Cluster.Answer = _ => new RotateOutcome.Denied(SessionVerdict.Challenge(SessionRefusal.NonceRequired, "n-1"));
        Assert.Equal("n-1", Assert.IsType<RotateResult.Refused>(await _client.Sessions.RotateAsync(ClientUnderTest.Rotate)).Verdict.Nonce);
        _client.Cluster.Answer = _ => new RotateOutcome.Conflict("Say which.");
        Assert.Equal(new RotateResult.Conflict("Say which."), await _client.Sessions.RotateAsync(ClientUnderTest.Rotate));
    }

    [Fact]
    [Rule("H2"), Rule("G6")]
    public async Task A_successor_under_a_key_that_is_not_in_this_ring_or_of_another_session_is_no_token()
    {
        _client.Cluster.Answer = _ => new RotateOutcome.Rotated(ClientUnderTest.Successor, 7, Sample.Facts() with { Id = Specimen.Id });
        Assert.Equal(UnavailableReason.Timeout, ClientUnderTest.Doubt(await _client.Sessions.RotateAsync(ClientUnderTest.Rotate)));

        _client.Cluster.Answer = _ => new RotateOutcome.Rotated(ClientUnderTest.Successor, 1, Sample.Facts());
        Assert.Equal(UnavailableReason.Timeout, ClientUnderTest.Doubt(await _client.Sessions.RotateAsync(ClientUnderTest.Rotate)));
    }

    [Theory]
    [Rule("P-T3"), Rule("L8")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_proof_that_the_lost_first_sending_has_consumed_is_a_doubt_and_one_that_came_before_a_refusal(bool isLost)
    {
        var asked = 0;
        _client.Cluster.Answer = _ => new RotateOutcome.Denied(asked++ == 0 && isLost ? SessionVerdict.InDoubt(UnavailableReason.Timeout) : SessionVerdict.Refuse(SessionRefusal.ProofReplayed));

        var rotating = _client.Sessions.RotateAsync(ClientUnderTest.Rotate);
        _client.Clock.Advance(SafeRepeat.Pause);

        var result = await rotating;
        Assert.Equal(isLost, result is RotateResult.Unavailable { Reason: UnavailableReason.Timeout });
        Assert.Equal(!isLost, result is RotateResult.Refused { Verdict.Refusal: SessionRefusal.ProofReplayed });
    }

    [Fact]
    [Rule("P-T3"), Rule("P-T4"), Rule("L8")]
    public async Task What_is_asked_again_is_the_same_rotation()
    {
        _client.Cluster.Answer = call => _client.Cluster.Calls.Count > 1 ? ClientUnderTest.GoodAnswer(call) : Task.FromException<object>(new TimeoutException());

        var rotating = _client.Sessions.RotateAsync(ClientUnderTest.Rotate);
        _client.Clock.Advance(SafeRepeat.Pause);

        Assert.IsType<RotateResult.Rotated>(await rotating);
        Assert.Same(_client.Cluster.Calls[0].Call, _client.Cluster.Calls[1].Call);
    }
}
