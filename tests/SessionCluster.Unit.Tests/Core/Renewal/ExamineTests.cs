using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Renewal;

/// <summary>Who holds a session that is to be kept, stepped up or succeeded, and what it must be for that.</summary>
public sealed class ExamineTests
{
    private static readonly SessionLock Locked = new() { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start };

    private static readonly RenewalPurpose[] Reopening = [RenewalPurpose.StepUp, RenewalPurpose.Reauthenticate];

    public static TheoryData<RenewalPurpose> Purposes => [RenewalPurpose.Keep, RenewalPurpose.StepUp, RenewalPurpose.Reauthenticate];

    [Theory]
    [Rule("N11"), Rule("A1"), Rule("D12")]
    [MemberData(nameof(Purposes))]
    public void Token_and_key_are_needed_and_suffice(RenewalPurpose purpose)
    {
        var presentation = BoundSample.Presentation();

        Assert.Equal(
            new SessionDecision(DecisionKind.Accept, SessionRefusal.None, Sample.Start, Sample.Start + Sample.Idle, 0) { Proof = presentation.Proof },
            Examine(purpose, BoundSample.State(), BoundSample.Usage(), presentation));
        Assert.Equal(DecisionKind.Accept, Examine(purpose).Kind);
        Assert.Equal(SessionRefusal.WrongSecret, Examine(purpose, presentation: Sample.Presentation() with { SecretDigest = SecretDigest.Of([9]) }).Refusal);
        Assert.Equal(SessionRefusal.WrongSecret, Examine(purpose, new SessionState { Id = Sample.Id }).Refusal);
        Assert.Equal(SessionRefusal.PossessionRequired, Examine(purpose, BoundSample.State(), BoundSample.Usage(), Sample.Presentation()).Refusal);
        Assert.Equal(SessionRefusal.ProofInvalid, Examine(purpose, BoundSample.State(), BoundSample.Usage(), BoundSample.Presentation(null)).Refusal);
        Assert.Equal(SessionRefusal.WrongKey, Examine(purpose, BoundSample.State(), BoundSample.Usage(), BoundSample.Presentation(SampleProof.Of("1", Sample.Start, key: SampleProof.OtherKey))).Refusal);
        Assert.Equal(SessionRefusal.WrongKey, Examine(purpose, BoundSample.State(ConfirmationMethod.Certificate), presentation: Sample.Presentation() with { Certificate = SampleProof.OtherKey }).Refusal);
        Assert.Equal(DecisionKind.Accept, Examine(purpose, BoundSample.State(ConfirmationMethod.Certificate), presentation: Sample.Presentation() with { Certificate = SampleProof.Key }).Kind);
    }

    [Theory]
    [Rule("P-R1")]
    [MemberData(nameof(Purposes))]
    public void A_proof_serves_once(RenewalPurpose purpose)
    {
        var usage = BoundSample.Usage();
        usage.Proofs!.Record(BoundSample.Presentation().Proof!, SampleProof.Terms, Sample.Start);

        Assert.Equal(SessionRefusal.ProofReplayed, Examine(purpose, BoundSample.State(), usage, BoundSample.Presentation()).Refusal);
    }

    [Theory]
    [Rule("N8"), Rule("L9"), Rule("L18")]
    [MemberData(nameof(Purposes))]
    public void What_is_over_is_over_to_the_second(RenewalPurpose purpose)
    {
        var end = Sample.Start + Sample.Absolute;
        var used = Sample.Usage(end - Sample.Second - Sample.Second);

        Assert.Equal(DecisionKind.Accept, Examine(purpose, usage: used, now: end - Sample.Second).Kind);
        Assert.Equal(SessionRefusal.Expired, Examine(purpose, usage: used, now: end).Refusal);
        Assert.Equal(SessionRefusal.Expired, Examine(purpose, usage: used, now: end + Sample.Second).Refusal);
        Assert.Equal(SessionRefusal.Revoked, Examine(purpose, Sample.State() with { Tombstone = Sample.Tombstone() }).Refusal);
        Assert.Equal(SessionRefusal.Revoked, Examine(purpose, usage: Sample.Usage(tombstone: Sample.Tombstone())).Refusal);
        Assert.Equal(SessionRefusal.Revoked, Examine(purpose, containment: ContainmentSnapshot.Empty.With(1, Sample.Subject.Key, 5)).Refusal);
        Assert.Equal(SessionRefusal.Revoked, Examine(purpose, presentation: Sample.Presentation() with { EdgeKeyIds = 0 }).Refusal);
    }

    [Fact]
    [Rule("N8"), Rule("N11"), Rule("P-S4")]
    public void An_idle_or_locked_one_may_be_reopened_and_may_not_be_kept()
    {
        var idle = Sample.Start + Sample.Idle;
        Assert.Equal(DecisionKind.Accept, Examine(RenewalPurpose.Keep, now: idle - Sample.Second).Kind);
        Assert.Equal((SessionRefusal.Idle, SessionRefusal.Idle), (Examine(RenewalPurpose.Keep, now: idle).Refusal, Examine(RenewalPurpose.Keep, now: idle).Locks));
        Assert.Equal(SessionRefusal.Locked, Examine(RenewalPurpose.Keep, Sample.State() with { Lock = Locked }).Refusal);
        Assert.Equal(SessionRefusal.Locked, Examine(RenewalPurpose.Keep, usage: Sample.Usage() with { Lock = Locked }).Refusal);
        Assert.Equal(SessionRefusal.Locked, Examine(default, Sample.State() with { Lock = Locked }).Refusal);
        Assert.All(Reopening, purpose =>
        {
            Assert.Equal(DecisionKind.Accept, Examine(purpose, now: idle).Kind);
            Assert.Equal(DecisionKind.Accept, Examine(purpose, Sample.State() with { Lock = Locked }).Kind);
            Assert.Equal(DecisionKind.Accept, Examine(purpose, usage: Sample.Usage() with { Lock = Locked }).Kind);
        });
    }

    [Fact]
    [Rule("N13"), Rule("N6")]
    public void The_holder_s_own_view_asks_for_an_active_session_and_is_no_activity()
    {
        var late = Sample.Start + Sample.Idle - Sample.Second;

        Assert.Equal(new SessionDecision(DecisionKind.Accept, SessionRefusal.None, Sample.Start, Sample.Start + Sample.Idle, 0), Prove(now: late));
        Assert.Equal(SessionRefusal.Idle, Prove(now: late + Sample.Second).Refusal);
        Assert.Equal(SessionRefusal.Locked, Prove(Sample.State() with { Lock = Locked }).Refusal);
        Assert.Equal(SessionRefusal.WrongSecret, Prove(presentation: Sample.Presentation() with { SecretDigest = SecretDigest.Of([9]) }).Refusal);
        Assert.Equal(SessionRefusal.PossessionRequired, Prove(BoundSample.State()).Refusal);
        Assert.Equal(0, Prove(Sample.State() with { Budget = new(8, 8) }).UsesSpent);
    }

    [Fact]
    [Rule("N8")]
    public void One_that_was_seen_idle_stays_idle_whatever_the_clock_says_and_evidence_is_more_than_that()
    {
        var noted = new SessionLock { Evidence = SessionRefusal.Idle, LockedAt = Sample.Start };

        Assert.Equal((SessionRefusal.Idle, SessionRefusal.Idle), (Sample.Decide(Sample.State() with { Lock = noted }).Refusal, Sample.Decide(usage: Sample.Usage() with { Lock = noted }).Refusal));
        Assert.Equal(SessionRefusal.Locked, Sample.Decide(Sample.State() with { Lock = noted }, Sample.Usage() with { Lock = Locked }).Refusal);
        Assert.Equal(SessionRefusal.Locked, Sample.Decide(Sample.State() with { Lock = Locked }, Sample.Usage() with { Lock = noted }).Refusal);
        Assert.Equal((noted, Locked, Locked, null), (SessionLock.Stricter(noted, null), SessionLock.Stricter(noted, Locked), SessionLock.Stricter(null, Locked), SessionLock.Stricter(null, null)));
    }

    [Fact]
    [Rule("N8"), Rule("L9")]
    public void At_the_moment_of_the_change_it_is_looked_at_again()
    {
        var order = new StepUpOrder { Effect = StepUpEffect.Raise, NewSecretDigest = Sample.Digest, Assurance = default, Methods = [], AuthenticatedAt = default, Lock = Locked };
        var idle = new SessionLock { Evidence = SessionRefusal.Idle, LockedAt = Sample.Start };
        var another = Locked with { LockedAt = Sample.Start.AddSeconds(1) };

        Assert.Equal(SessionRefusal.None, Again(Sample.State() with { Lock = Locked }));
        Assert.Equal(SessionRefusal.None, Again(usage: Sample.Usage() with { Lock = Locked }));
        Assert.Equal(SessionRefusal.None, Again(Sample.State() with { Lock = idle }));
        Assert.Equal(SessionRefusal.None, Again(now: Sample.Start + Sample.Absolute - Sample.Second));
        Assert.Equal(SessionRefusal.Locked, Again(Sample.State() with { Lock = another }));
        Assert.Equal(SessionRefusal.Locked, Again(usage: Sample.Usage() with { Lock = another }));
        Assert.Equal(SessionRefusal.Locked, SessionRules.DecideStepUp(Sample.State() with { Lock = Locked }, Sample.Usage(), ContainmentSnapshot.Empty, order with { Lock = null }, Sample.KeyMask, Sample.Start));
        Assert.Equal(SessionRefusal.Expired, Again(now: Sample.Start + Sample.Absolute));
        Assert.Equal(SessionRefusal.Revoked, Again(usage: Sample.Usage(tombstone: Sample.Tombstone())));
        Assert.Equal(SessionRefusal.Unknown, Again(new SessionState { Id = Sample.Id }));

        SessionRefusal Again(SessionState? state = null, SessionUsage? usage = null, DateTimeOffset? now = null) =>
            SessionRules.DecideStepUp(state ?? Sample.State(), usage ?? Sample.Usage(), ContainmentSnapshot.Empty, order, Sample.KeyMask, now ?? Sample.Start);
    }

    [Fact]
    public void What_its_subject_learns_is_what_a_successor_needs()
    {
        var state = BoundSample.State() with { Budget = new(64, 8), Context = new(ClientContext.Of("ua", null)!, ContextAction.Lock), Lock = Locked };

        var examined = ExaminedSession.Of(state, Sample.Usage(), SessionRefusal.Locked);

        Assert.Equal((state.Facts, SessionRefusal.Locked, Locked, 64, true), (examined.Facts, examined.ClosedBy, examined.Lock, examined.MaxUses, examined.IsProven));
        Assert.Equal(state.Context!.Declared, examined.Context);
        Assert.False(ExaminedSession.Of(Sample.State(), Sample.Usage(), SessionRefusal.None).IsProven);
        Assert.Throws<ArgumentException>(() => ExaminedSession.Of(new SessionState(), Sample.Usage(), SessionRefusal.None));
    }

    private static SessionDecision Examine(
        RenewalPurpose purpose,
        SessionState? state = null,
        SessionUsage? usage = null,
        SessionPresentation? presentation = null,
        ContainmentSnapshot? containment = null,
        DateTimeOffset? now = null) =>
        SessionRules.Examine(state ?? Sample.State(), usage ?? Sample.Usage(), containment ?? ContainmentSnapshot.Empty, presentation ?? Sample.Presentation(), purpose, now ?? Sample.Start);

    private static SessionDecision Prove(SessionState? state = null, SessionPresentation? presentation = null, DateTimeOffset? now = null) =>
        SessionRules.DecideProve(state ?? Sample.State(), Sample.Usage(), ContainmentSnapshot.Empty, presentation ?? Sample.Presentation(), now ?? Sample.Start);
}
