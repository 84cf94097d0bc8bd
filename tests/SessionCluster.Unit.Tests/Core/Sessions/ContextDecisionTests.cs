using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Possession;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>What a client declared of itself: a bearer session is held to it, a bound one is not.</summary>
[Rule("A3")]
public sealed class ContextDecisionTests
{
    [Theory]
    [InlineData("ua", "dev", "ua", "dev", true)]
    [InlineData("ua", "dev", "ua", "other", false)]
    [InlineData("ua", "dev", "other", "dev", false)]
    [InlineData("ua", "dev", "ua", null, false)]
    [InlineData("ua", "dev", null, "dev", false)]
    [InlineData("ua", "dev", null, null, false)]
    [InlineData("ua", null, "ua", null, true)]
    [InlineData("ua", null, "ua", "dev", true)]
    [InlineData("ua", null, null, "dev", false)]
    [InlineData(null, "dev", null, "dev", true)]
    [InlineData(null, "dev", "ua", null, false)]
    [InlineData(null, null, "ua", "dev", true)]
    [InlineData(null, null, null, null, true)]
    public void Any_member_that_was_declared_and_differs_or_is_missing_refuses(string? userAgent, string? device, string? presentedAgent, string? presentedDevice, bool good)
    {
        var state = Sample.State() with { Context = ContextTerms.Of(ClientContext.Of(userAgent, device), ContextAction.Lock) };

        var decision = Sample.Decide(state, presentation: Sample.Presentation() with { Context = ClientContext.Of(presentedAgent, presentedDevice) });

        Assert.Equal(good ? (DecisionKind.Accept, SessionRefusal.None, SessionRefusal.None) : (DecisionKind.Refuse, SessionRefusal.ContextChanged, SessionRefusal.ContextChanged), (decision.Kind, decision.Refusal, decision.Locks));
        Assert.False(decision.ContextDiffers);
    }

    [Fact]
    public void A_context_that_is_not_declared_again_differs() =>
        Assert.Equal(SessionRefusal.ContextChanged, Sample.Decide(Declared(ContextAction.Lock), presentation: Sample.Presentation() with { Context = null }).Refusal);

    [Fact]
    public void A_class_may_refuse_without_locking() =>
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.ContextChanged), Sample.Decide(Declared(ContextAction.Refuse)));

    [Fact]
    public void A_bound_session_goes_by_its_key_and_counts_the_difference()
    {
        var bound = BoundSample.State() with { Context = Declared(ContextAction.Lock).Context };

        var moved = Sample.Decide(bound, BoundSample.Usage(), presentation: BoundSample.Presentation());
        var same = Sample.Decide(bound, BoundSample.Usage(), presentation: BoundSample.Presentation() with { Context = ClientContext.Of("ua", null) });

        Assert.Equal((DecisionKind.Accept, SessionRefusal.None, true), (moved.Kind, moved.Locks, moved.ContextDiffers));
        Assert.Equal((DecisionKind.Accept, SessionRefusal.None, false), (same.Kind, same.Locks, same.ContextDiffers));
        Assert.Equal(BoundSample.Stolen(SessionRefusal.WrongKey), Sample.Decide(bound, BoundSample.Usage(), presentation: BoundSample.Presentation(SampleProof.Of("1", Sample.Start, key: SampleProof.OtherKey))));
    }

    [Theory]
    [Rule("P-W1")]
    [InlineData(true)]
    [InlineData(false)]
    public void A_lock_refuses_landed_or_not_until_the_session_is_over(bool landed)
    {
        var locked = new SessionLock { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start };
        var state = Sample.State() with { Lock = landed ? locked : null };
        var usage = Sample.Usage() with { Lock = landed ? null : locked };
        var end = Sample.Start + Sample.Absolute;

        Assert.Equal((SessionDecision.Refuse(SessionRefusal.Locked), SessionStatus.Locked), At(Sample.Start));
        Assert.Equal((SessionDecision.Refuse(SessionRefusal.Locked), SessionStatus.Locked), At(Sample.Start + Sample.Idle));
        Assert.Equal((SessionDecision.Refuse(SessionRefusal.Locked), SessionStatus.Locked), At(end - Sample.Second));

        // Nobody is sent to authenticate again for what can't be opened again.
        Assert.Equal((SessionDecision.Refuse(SessionRefusal.Expired), SessionStatus.Expired), At(end));
        state = state with { Tombstone = Sample.Tombstone() };
        Assert.Equal((SessionDecision.Refuse(SessionRefusal.Revoked), SessionStatus.Revoked), At(Sample.Start));

        (SessionDecision, SessionStatus) At(DateTimeOffset now) =>
            (Sample.Decide(state, usage, now: now), SessionRules.StatusOf(state, usage, ContainmentSnapshot.Empty, Sample.KeyMask, now));
    }

    private static SessionState Declared(ContextAction onChange) => Sample.State() with { Context = ContextTerms.Of(ClientContext.Of("ua", null), onChange) };
}
