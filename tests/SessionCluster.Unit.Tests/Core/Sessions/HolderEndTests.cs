using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Replay;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>The holder's own end: token and possession are enough, and are needed.</summary>
public sealed class HolderEndTests
{
    private static readonly SessionLock Locked = new() { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start };

    [Fact]
    public void Whoever_holds_token_and_key_may_end_the_session()
    {
        var presentation = BoundSample.Presentation();

        Assert.Equal(
            new SessionDecision(DecisionKind.Accept, SessionRefusal.None, Sample.Start, Sample.Start + Sample.Idle, 0) { Proof = presentation.Proof },
            End(BoundSample.State(), BoundSample.Usage(), presentation));
        Assert.Equal(new SessionDecision(DecisionKind.Accept, SessionRefusal.None, Sample.Start, Sample.Start + Sample.Idle, 0), End());
    }

    [Fact]
    public void Nobody_has_to_authenticate_or_to_ask_for_a_service_in_order_to_leave()
    {
        var elsewhere = Sample.Presentation() with
        {
            Audience = default,
            Requirements = new() { Scope = Sample.Scope("admin"), MaxAuthenticationAge = TimeSpan.Zero },
        };
        var moved = Sample.State() with { Context = ContextTerms.Of(ClientContext.Of("ua", null), ContextAction.Lock) };

        Assert.Equal(DecisionKind.Accept, End(presentation: elsewhere).Kind);
        Assert.Equal(DecisionKind.Accept, End(moved).Kind);
        Assert.Equal(DecisionKind.Accept, End(Sample.State() with { Lock = Locked }).Kind);
        Assert.Equal(DecisionKind.Accept, End(usage: Sample.Usage() with { Lock = Locked }).Kind);
        Assert.Equal(DecisionKind.Accept, End(now: Sample.Start + Sample.Idle).Kind);
        Assert.Equal((DecisionKind.Accept, 0), (End(Sample.State() with { Budget = new UseBudget(8, 8) }).Kind, End(Sample.State() with { Budget = new UseBudget(8, 8) }).UsesSpent));
    }

    [Fact]
    [Rule("A1"), Rule("D5")]
    public void A_copy_of_the_token_ends_nothing()
    {
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.WrongSecret), End(presentation: Sample.Presentation() with { SecretDigest = SecretDigest.Of([9]) }));
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.WrongSecret), End(new SessionState { Id = Sample.Id }));
        Assert.Equal(BoundSample.Stolen(SessionRefusal.PossessionRequired), End(BoundSample.State(), BoundSample.Usage(), Sample.Presentation()));
        Assert.Equal(BoundSample.Stolen(SessionRefusal.ProofInvalid), End(BoundSample.State(), BoundSample.Usage(), BoundSample.Presentation(null)));
        Assert.Equal(
            BoundSample.Stolen(SessionRefusal.WrongKey),
            End(BoundSample.State() with { Tombstone = Sample.Tombstone() }, BoundSample.Usage(), BoundSample.Presentation(SampleProof.Of("1", Sample.Start, key: SampleProof.OtherKey))));
    }

    [Fact]
    [Rule("P-R1"), Rule("P-R5")]
    public void Its_proof_counts_like_any_other()
    {
        var usage = BoundSample.Usage();
        var presentation = BoundSample.Presentation();
        usage.Proofs!.Record(presentation.Proof!, SampleProof.Terms, Sample.Start);

        Assert.Equal(SessionRefusal.ProofReplayed, End(BoundSample.State(), usage, presentation).Refusal);
        Assert.True(End(BoundSample.State(), BoundSample.Usage(ProofMemory.Cold(ReplayWindowTests.Plenty(), Sample.Start)), presentation).IsChallenge);
        Assert.Equal(SessionRefusal.ProofStale, End(BoundSample.State(), BoundSample.Usage(), BoundSample.Presentation(issuedAt: Sample.Start.AddSeconds(-61))).Refusal);
    }

    [Fact]
    public void What_is_over_is_over()
    {
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.Revoked), End(Sample.State() with { Tombstone = Sample.Tombstone() }));
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.Revoked), End(usage: Sample.Usage(tombstone: Sample.Tombstone())));
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.Revoked), End(containment: ContainmentSnapshot.Empty.With(1, Sample.Subject.Key, 5)));
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.Revoked), End(presentation: Sample.Presentation() with { EdgeKeyIds = 0 }));
        Assert.Equal(DecisionKind.Accept, End(now: Sample.Start + Sample.Absolute - Sample.Second).Kind);
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.Expired), End(now: Sample.Start + Sample.Absolute));
    }

    [Fact]
    public void Without_state_or_containment_nothing_is_decided()
    {
        Assert.Throws<ArgumentNullException>(() => SessionRules.DecideEnd(null!, Sample.Usage(), ContainmentSnapshot.Empty, Sample.Presentation(), Sample.Start));
        Assert.Throws<ArgumentNullException>(() => SessionRules.DecideEnd(Sample.State(), Sample.Usage(), null!, Sample.Presentation(), Sample.Start));
    }

    private static SessionDecision End(SessionState? state = null, SessionUsage? usage = null, SessionPresentation? presentation = null, ContainmentSnapshot? containment = null, DateTimeOffset? now = null) =>
        SessionRules.DecideEnd(state ?? Sample.State(), usage ?? Sample.Usage(), containment ?? ContainmentSnapshot.Empty, presentation ?? Sample.Presentation(), now ?? Sample.Start);
}
