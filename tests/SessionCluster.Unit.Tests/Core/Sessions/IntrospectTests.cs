using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Possession;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>Introspection: it asks for no proof, marks nothing, and does not answer for what it can't check.</summary>
public sealed class IntrospectTests
{
    private static readonly ImmutableArray<Audience> Orders = [Audience.Create("orders")];

    [Fact]
    [Rule("N6"), Rule("D14")]
    public void It_is_no_activity_and_uses_nothing_up()
    {
        var usage = BoundSample.Usage() with { LastUsedAt = Sample.Start };
        var last = Sample.Start + Sample.Idle - Sample.Second;

        for (var now = Sample.Start; now <= last; now = now.AddSeconds(30))
        {
            Assert.Equal(
                new SessionDecision(DecisionKind.Accept, SessionRefusal.None, Sample.Start, Sample.Start + Sample.Idle, 0),
                Introspect(BoundSample.State(), usage, now: now));
        }

        Assert.Equal(SessionRefusal.Idle, Introspect(BoundSample.State(), usage, now: Sample.Start + Sample.Idle).Refusal);
        Assert.Equal(0, usage.Proofs!.Count);
    }

    [Fact]
    [Rule("T2")]
    public void What_a_validation_would_refuse_is_not_active()
    {
        var locked = new SessionLock { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start };

        Assert.Equal(SessionRefusal.WrongSecret, Introspect(secret: SecretDigest.Of([9])).Refusal);
        Assert.Equal(SessionRefusal.WrongSecret, Introspect(new SessionState { Id = Sample.Id }).Refusal);
        Assert.Equal(SessionRefusal.Revoked, Introspect(edgeKeyIds: 0).Refusal);
        Assert.Equal(SessionRefusal.Revoked, Introspect(Sample.State() with { Tombstone = Sample.Tombstone() }).Refusal);
        Assert.Equal(SessionRefusal.Revoked, Introspect(usage: Sample.Usage(tombstone: Sample.Tombstone())).Refusal);
        Assert.Equal(SessionRefusal.Revoked, Introspect(containment: ContainmentSnapshot.Empty.With(1, Sample.Subject.Key, 5)).Refusal);
        Assert.Equal(SessionRefusal.Locked, Introspect(Sample.State() with { Lock = locked }).Refusal);
        Assert.Equal(SessionRefusal.Locked, Introspect(usage: Sample.Usage() with { Lock = locked }).Refusal);
        Assert.Equal(SessionRefusal.Expired, Introspect(now: Sample.Start + Sample.Absolute).Refusal);
        Assert.Equal(DecisionKind.Accept, Introspect().Kind);
    }

    [Theory]
    [Rule("T3")]
    [InlineData("", true)]
    [InlineData("orders", true)]
    [InlineData("mail billing", true)]
    [InlineData("mail", false)]
    [InlineData("mail calendar", false)]
    public void One_of_the_callers_services_must_be_the_sessions(string audiences, bool active) =>
        Assert.Equal(active ? SessionRefusal.None : SessionRefusal.Audience, Introspect(audiences: [.. audiences.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Audience.Create)]).Refusal);

    [Fact]
    public void A_list_that_a_message_left_out_is_not_any()
    {
        Assert.Equal(SessionRefusal.Audience, Introspect(audiences: default(ImmutableArray<Audience>)).Refusal);
        Assert.Equal(SessionRefusal.Audience, Introspect(audiences: [default]).Refusal);
    }

    [Theory]
    [Rule("T2"), Rule("D14")]
    [InlineData(false, false, false, SessionRefusal.None)]
    [InlineData(true, false, false, SessionRefusal.UsesExhausted)]
    [InlineData(false, true, false, SessionRefusal.PossessionRequired)]
    [InlineData(true, true, false, SessionRefusal.UsesExhausted)]
    [InlineData(false, false, true, SessionRefusal.None)]
    [InlineData(true, false, true, SessionRefusal.None)]
    [InlineData(false, true, true, SessionRefusal.None)]
    [InlineData(true, true, true, SessionRefusal.None)]
    public void What_it_can_not_check_is_not_active_unless_the_class_says_so(bool limited, bool verifiedInSilo, bool introspectable, SessionRefusal expected)
    {
        var state = BoundSample.State() with
        {
            Budget = limited ? new UseBudget(64, 8) : null,
            Possession = SampleProof.Terms with { Verification = verifiedInSilo ? ProofVerification.Silo : ProofVerification.Edge },
            Introspectable = introspectable,
        };

        Assert.Equal(expected, Introspect(state).Refusal);
    }

    [Fact]
    public void A_use_limit_that_is_reached_is_reached_for_everybody()
    {
        var state = Sample.State() with { Budget = new UseBudget(64, 64), Introspectable = true };

        Assert.Equal(SessionRefusal.UsesExhausted, Introspect(state).Refusal);
        Assert.Equal(SessionRefusal.None, Introspect(state, Sample.Usage(uses: 1)).Refusal);
        Assert.Equal(SessionRefusal.None, Introspect(state with { Budget = new UseBudget(64, 56) }).Refusal);
    }

    [Fact]
    public void A_client_context_is_not_asked_for() =>
        Assert.Equal(DecisionKind.Accept, Introspect(Sample.State() with { Context = ContextTerms.Of(ClientContext.Of("ua", null), ContextAction.Lock) }).Kind);

    [Fact]
    public void Without_state_or_containment_nothing_is_decided()
    {
        Assert.Throws<ArgumentNullException>(() => SessionRules.Introspect(null!, Sample.Usage(), ContainmentSnapshot.Empty, Sample.Digest, [], Sample.KeyMask, Sample.Start));
        Assert.Throws<ArgumentNullException>(() => SessionRules.Introspect(Sample.State(), Sample.Usage(), null!, Sample.Digest, [], Sample.KeyMask, Sample.Start));
    }

    private static SessionDecision Introspect(
        SessionState? state = null,
        SessionUsage? usage = null,
        ContainmentSnapshot? containment = null,
        SecretDigest? secret = null,
        ImmutableArray<Audience>? audiences = null,
        uint edgeKeyIds = Sample.KeyMask,
        DateTimeOffset? now = null) =>
        SessionRules.Introspect(state ?? Sample.State(), usage ?? Sample.Usage(), containment ?? ContainmentSnapshot.Empty, secret ?? Sample.Digest, audiences ?? Orders, edgeKeyIds, now ?? Sample.Start);
}
