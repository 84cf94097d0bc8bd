using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Evidence;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Rotation;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>What presenting each secret of a session does, with the key and without: the evidence table as decisions.</summary>
[Rule("T7"), Rule("A6")]
public sealed class SupersededSecretTests
{
    private static readonly DateTimeOffset Confirmed = Sample.Start.AddMinutes(1);
    private static readonly DateTimeOffset After = Confirmed + RotationSample.Grace;

    private static readonly SessionState Bound = Rotated(BoundSample.State() with { RotationTerms = new(null, RotationSample.Grace) }, default);
    private static readonly SessionState Bearer = Rotated(RotationSample.Bearer(), RotationSample.Name(1));

    [Fact]
    public void The_former_secret_is_accepted_to_the_last_second_of_its_grace()
    {
        Assert.Equal(DecisionKind.Accept, Decide(Bearer, Bare(), After.AddSeconds(-1)).Kind);
        Assert.Equal(DecisionKind.Accept, Decide(Bound, Proven(After.AddSeconds(-1)), After.AddSeconds(-1)).Kind);
    }

    [Fact]
    public void After_it_a_bearer_family_ends_whoever_presents_it()
    {
        Assert.Equal(Ends, Decide(Bearer, Bare(), After));
        Assert.Equal(Ends, Decide(Bearer, Bare() with { Scheme = TokenScheme.DPoP }, After));
    }

    [Fact]
    public void After_it_a_bound_family_ends_only_by_a_proof_that_was_never_accepted()
    {
        Assert.Equal(Ends, Decide(Bound, Proven(After), After));
        Assert.Equal(Refused, Decide(Bound, Bare(), After));
        Assert.Equal(Refused, Decide(Bound, Bare() with { Scheme = TokenScheme.DPoP }, After));
        Assert.Equal(Refused, Decide(Bound, Proven(After) with { Proof = SampleProof.Of("1", After, key: SampleProof.OtherKey) }, After));
    }

    [Fact]
    public void A_captured_proof_ends_nothing()
    {
        var proofs = BoundSample.Warm();
        var captured = SampleProof.Of("captured", After);
        proofs.Record(captured, SampleProof.Terms, After);

        Assert.Equal(Refused, Decide(Bound, Proven(After) with { Proof = captured }, After, proofs));
        Assert.Equal(Refused, Decide(Bound, Proven(After) with { Proof = captured, IsRepetition = true }, After, proofs));
    }

    [Fact]
    public void Whoever_has_the_key_is_asked_for_a_nonce_before_anything_ends()
    {
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.ProofStale), Decide(Bound, Proven(After) with { Proof = SampleProof.Of("1", After.AddMinutes(-5)) }, After));
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.NonceRequired), Decide(Bound with { Possession = SampleProof.Terms with { NonceAlways = true } }, Proven(After), After));
    }

    [Fact]
    public void The_certificate_of_the_connection_is_as_good_as_a_proof()
    {
        var state = Rotated(BoundSample.State(ConfirmationMethod.Certificate) with { RotationTerms = new(null, RotationSample.Grace) }, default);

        Assert.Equal(Ends, Decide(state, Bare() with { Certificate = SampleProof.Key }, After));
        Assert.Equal(Refused, Decide(state, Bare(), After));
    }

    [Fact]
    public void Between_acceptance_and_evidence_nothing_follows()
    {
        var former = Bound.Rotation!.Former! with { AcceptedUntil = Confirmed };
        var steppedUp = Bound with { Rotation = Bound.Rotation with { Former = former } };

        Assert.Equal(Refused, Decide(steppedUp, Proven(Confirmed), Confirmed));
        Assert.Equal(Ends, Decide(steppedUp, Proven(After), After));
    }

    [Fact]
    public void What_has_ended_ends_once()
    {
        Assert.Equal(Refused, Decide(Bearer with { Tombstone = Sample.Tombstone() }, Bare(), After));
        Assert.Equal(Refused, SessionRules.Decide(Bearer, Sample.Usage(After, tombstone: Sample.Tombstone()), ContainmentSnapshot.Empty, Bare(), After));
    }

    [Theory]
    [Rule("A1")]
    [InlineData(TokenScheme.Bearer, SessionRefusal.PossessionRequired)]
    [InlineData(TokenScheme.DPoP, SessionRefusal.ProofInvalid)]
    public void The_current_secret_without_its_key_taints_and_no_other_does(TokenScheme scheme, SessionRefusal refusal)
    {
        var tainted = SessionDecision.Refuse(refusal) with { Taints = true };
        var current = Bare(1) with { Scheme = scheme };

        Assert.Equal(tainted, Decide(Bound, current, Confirmed));
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.WrongKey) with { Taints = true }, Decide(Bound, Bare(1) with { Scheme = TokenScheme.DPoP, Proof = SampleProof.Of("1", Confirmed, key: SampleProof.OtherKey) }, Confirmed));
        Assert.Equal(SessionDecision.Refuse(refusal), Decide(Bound, Bare() with { Scheme = scheme }, Confirmed));
        Assert.Equal(SessionDecision.Refuse(refusal), Decide(Bound.Staged(2), Bare(2) with { Scheme = scheme }, Confirmed));
        Assert.False(Decide(Bearer, Bare(1) with { Scheme = TokenScheme.DPoP }, Confirmed).Taints);
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.WrongSecret), Decide(Bound, Bare(9) with { Scheme = scheme }, Confirmed));
    }

    [Fact]
    [Rule("P-T2")]
    public void A_successor_is_confirmed_only_when_nothing_else_refuses_it()
    {
        var state = Bearer.Staged(2, RotationSample.Name(2));

        Assert.Equal(SessionDecision.Confirm, Decide(state, Bare(2), Confirmed));
        Assert.Equal(SessionRefusal.Audience, Decide(state, Bare(2) with { Audience = Audience.Create("others") }, Confirmed).Refusal);
        Assert.Equal(SessionRefusal.Idle, Decide(state, Bare(2), Confirmed + Sample.Idle).Refusal);
        Assert.Equal(SessionRefusal.UsesExhausted, Decide(state with { Budget = new(8, 8) }, Bare(2), Confirmed).Refusal);
        Assert.Equal(SessionDecision.Confirm, Decide(state with { Budget = new(8, 7) }, Bare(2), Confirmed));
        Assert.Equal(SessionRefusal.ProofReplayed, Decide(Bound.Staged(2), Proven(Confirmed, 2), Confirmed, Accepted(Confirmed)).Refusal);
    }

    [Fact]
    [Rule("P-T1"), Rule("D12")]
    public void A_rotation_asks_for_secret_key_and_a_live_session_and_confirms_first()
    {
        Assert.Equal(DecisionKind.Accept, DecideRotate(Bound, Proven(Confirmed, 1)).Kind);
        Assert.NotNull(DecideRotate(Bound, Proven(Confirmed, 1)).Proof);
        Assert.Equal(DecisionKind.Accept, DecideRotate(Bound, Proven(Confirmed)).Kind);
        Assert.Equal(SessionDecision.Confirm, DecideRotate(Bound.Staged(2), Proven(Confirmed, 2)));
        Assert.Equal(SessionRefusal.WrongKey, DecideRotate(Bound, Proven(Confirmed, 1) with { Proof = SampleProof.Of("1", Confirmed, key: SampleProof.OtherKey) }).Refusal);
        Assert.Equal(SessionRefusal.PossessionRequired, DecideRotate(Bound, Bare(1)).Refusal);
        Assert.Equal(SessionRefusal.Locked, DecideRotate(Bound with { Lock = new() { Evidence = SessionRefusal.Locked, LockedAt = Confirmed } }, Proven(Confirmed, 1)).Refusal);
        Assert.Equal(SessionRefusal.Revoked, DecideRotate(Bound with { Tombstone = Sample.Tombstone() }, Proven(Confirmed, 1)).Refusal);
        Assert.Equal(SessionRefusal.WrongSecret, DecideRotate(Bound, Proven(Confirmed, 9)).Refusal);
        Assert.Equal(EvidenceRules.Reuse, SessionRules.DecideRotate(Bearer, Sample.Usage(After), ContainmentSnapshot.Empty, Bare(), After).Ends);
    }

    [Fact]
    [Rule("P-T1"), Rule("N6")]
    public void Rotating_is_no_activity() => Assert.Equal(Sample.Start, SessionRules.DecideRotate(Bearer, Sample.Usage(), ContainmentSnapshot.Empty, Bare(1), Confirmed).LastUsedAt);

    private static SessionDecision Refused => SessionDecision.Refuse(SessionRefusal.Superseded);

    private static SessionDecision Ends => Refused with { Ends = EvidenceRules.Reuse };

    private static SessionState Rotated(SessionState state, RotationId name) => state.Rotated(1, Confirmed, name);

    private static ProofMemory Accepted(DateTimeOffset at)
    {
        var proofs = BoundSample.Warm();
        proofs.Record(SampleProof.Of("1", at), SampleProof.Terms, at);
        return proofs;
    }

    /// <summary>The token alone; the first secret unless another is named.</summary>
    private static SessionPresentation Bare(int? secret = null) => Sample.Presentation() with { SecretDigest = secret is { } number ? RotationSample.Digest(number) : Sample.Digest };

    private static SessionPresentation Proven(DateTimeOffset at, int? secret = null) => Bare(secret) with { Scheme = TokenScheme.DPoP, Proof = SampleProof.Of("1", at) };

    private static SessionDecision Decide(SessionState state, SessionPresentation presentation, DateTimeOffset now, ProofMemory? proofs = null) =>
        SessionRules.Decide(state, Sample.Usage(Confirmed) with { Proofs = proofs ?? BoundSample.Warm() }, ContainmentSnapshot.Empty, presentation, now);

    private static SessionDecision DecideRotate(SessionState state, SessionPresentation presentation) =>
        SessionRules.DecideRotate(state, Sample.Usage(Confirmed) with { Proofs = BoundSample.Warm() }, ContainmentSnapshot.Empty, presentation, Confirmed);
}
