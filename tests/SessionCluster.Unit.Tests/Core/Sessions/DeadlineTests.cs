using CsCheck;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>A deadline is exclusive: before it the session lives, at it and after it is dead.</summary>
public sealed class DeadlineTests
{
    private static readonly SessionDecision Expired = SessionDecision.Refuse(SessionRefusal.Expired);

    private static readonly SessionDecision Idle = SessionDecision.Refuse(SessionRefusal.Idle) with { Locks = SessionRefusal.Idle };

    private static readonly DateTimeOffset End = Sample.Start + Sample.Absolute;

    [Theory]
    [Rule("N4"), Rule("L18"), Rule("G4")]
    [InlineData(-10_000_000, true)]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(10_000_000, false)]
    public void The_absolute_deadline_is_exact(long ticks, bool lives)
    {
        var now = End.AddTicks(ticks);
        var decision = Sample.Decide(usage: Sample.Usage(now - Sample.Second), now: now);

        Assert.Equal(lives, decision.Kind == DecisionKind.Accept);
        Assert.True(lives || decision == Expired);
    }

    [Theory]
    [Rule("N5"), Rule("L18"), Rule("G4")]
    [InlineData(-10_000_000, true)]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(10_000_000, false)]
    public void The_idle_timeout_is_exact(long ticks, bool lives)
    {
        var lastUse = Sample.Start.AddMinutes(5);
        var decision = Sample.Decide(usage: Sample.Usage(lastUse), now: lastUse + Sample.Idle + TimeSpan.FromTicks(ticks));

        Assert.Equal(lives, decision.Kind == DecisionKind.Accept);
        Assert.True(lives || decision == Idle);
    }

    [Fact]
    [Rule("N4"), Rule("A2"), Rule("G4")]
    public void A_use_every_minute_for_13_hours_does_not_move_the_absolute_deadline()
    {
        var usage = Sample.Usage();
        var last = Sample.Start;
        for (var now = Sample.Start; now < Sample.Start.AddHours(13); now = now.AddMinutes(1))
        {
            var decision = Sample.Decide(usage: usage, now: now);

            Assert.Equal(now < End, decision.Kind == DecisionKind.Accept);
            if (decision.Kind == DecisionKind.Accept)
            {
                Assert.True(decision.IdleDeadline <= End);
                usage = usage with { LastUsedAt = decision.LastUsedAt };
                last = now;
            }
            else
            {
                Assert.Equal(Expired, decision);
            }
        }

        Assert.Equal(End.AddMinutes(-1), last);
        Assert.Equal(DecisionKind.Accept, Sample.Decide(usage: usage, now: End - Sample.Second).Kind);
        Assert.Equal(Expired, Sample.Decide(usage: usage, now: End + Sample.Second));
    }

    [Fact]
    [Rule("N4"), Rule("N5"), Rule("A2"), Rule("G4")]
    public void No_sequence_of_uses_extends_a_session() =>
        Gen.Select(Gen.Int[1, 48], Gen.Int[1, 3600], Gen.Int[0, 4000].Array[1, 60], Gen.Bool.Array[60]).Sample((hours, idleSeconds, pauses, activities) =>
        {
            var idle = TimeSpan.FromSeconds(idleSeconds);
            var state = Sample.State() with { Facts = Sample.Facts() with { AbsoluteDeadline = Sample.Start.AddHours(hours), IdleTimeout = idle } };
            var usage = Sample.Usage();
            var now = Sample.Start;
            for (var step = 0; step < pauses.Length; step++)
            {
                now = now.AddSeconds(pauses[step]);
                var activity = activities[step] ? SessionActivity.User : SessionActivity.None;
                var decision = Sample.Decide(state, usage, presentation: Sample.Presentation() with { Activity = activity }, now: now);
                var lives = now < Sample.Start.AddHours(hours) && now < usage.LastUsedAt + idle;

                Assert.Equal(lives, decision.Kind == DecisionKind.Accept);
                Assert.True(lives || (decision.LastUsedAt, decision.IdleDeadline, decision.UsesSpent) == (default, default, 0));
                usage = lives ? usage with { LastUsedAt = decision.LastUsedAt } : usage;
                Assert.True(usage.LastUsedAt <= now);
            }
        }, iter: 1_000);

    [Fact]
    [Rule("N5")]
    public void What_is_no_activity_never_moves_the_idle_deadline()
    {
        var polling = Sample.Presentation() with { Activity = SessionActivity.None };
        for (var now = Sample.Start; now < Sample.Start + Sample.Idle; now = now.AddSeconds(10))
        {
            var decision = Sample.Decide(presentation: polling, now: now);
            Assert.Equal(new SessionDecision(DecisionKind.Accept, SessionRefusal.None, Sample.Start, Sample.Start + Sample.Idle, 0), decision);
        }

        Assert.Equal(Idle, Sample.Decide(presentation: polling, now: Sample.Start + Sample.Idle));
    }

    [Fact]
    public void A_clock_that_goes_back_moves_no_mark_back()
    {
        var lastUse = Sample.Start.AddMinutes(10);

        var decision = Sample.Decide(usage: Sample.Usage(lastUse), now: lastUse.AddSeconds(-2));

        Assert.Equal(new SessionDecision(DecisionKind.Accept, SessionRefusal.None, lastUse, lastUse + Sample.Idle, 0), decision);
    }

    [Fact]
    public void The_idle_deadline_never_lies_after_the_absolute_one()
    {
        var facts = Sample.Facts();

        Assert.Equal(End - Sample.Second, SessionDeadlines.IdleDeadline(facts, End - Sample.Idle - Sample.Second));
        Assert.Equal(End, SessionDeadlines.IdleDeadline(facts, End - Sample.Idle));
        Assert.Equal(End, SessionDeadlines.IdleDeadline(facts, End - Sample.Idle + Sample.Second));
        Assert.Equal(End, SessionDeadlines.IdleDeadline(facts, End));
    }

    [Theory]
    [Rule("P-W5")]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Last_use_is_stored_once_the_idle_deadline_has_moved_by_a_quarter_of_the_timeout(long ticks, bool store)
    {
        var lastUse = Sample.Start + (Sample.Idle / 4) + TimeSpan.FromTicks(ticks);

        Assert.Equal(store, SessionDeadlines.NeedsPersisting(Sample.Facts(), Sample.Start, lastUse));
    }

    [Fact]
    [Rule("H2")]
    public void A_session_without_a_deadline_is_one_that_has_ended()
    {
        var noEnd = Sample.State() with { Facts = Sample.Facts() with { AbsoluteDeadline = default } };
        var noIdle = Sample.State() with { Facts = Sample.Facts() with { IdleTimeout = default } };

        Assert.Equal(Expired, Sample.Decide(noEnd));
        Assert.Equal(Idle, Sample.Decide(noIdle));
    }

    // When to rotate on demand, and since when a copy is about: nothing ends by them.
    private static readonly string[] EndsNothing = [nameof(SessionClass.RotateBearerEvery), nameof(SessionVerdict.RotateAfter), nameof(SessionState.TaintedAt)];

    [Theory]
    [Rule("H2")]
    [InlineData(typeof(SessionFacts))]
    [InlineData(typeof(SessionState))]
    [InlineData(typeof(SessionClass))]
    [InlineData(typeof(SessionUsage))]
    [InlineData(typeof(SessionDecision))]
    [InlineData(typeof(SessionVerdict))]
    [InlineData(typeof(SessionInfo))]
    public void No_instant_and_no_span_of_a_session_can_be_null(Type type)
    {
        Type[] optional = [typeof(DateTimeOffset?), typeof(TimeSpan?)];

        Assert.DoesNotContain(type.GetProperties(), property => optional.Contains(property.PropertyType) && !EndsNothing.Contains(property.Name));
    }

    [Fact]
    public void Status_follows_the_deadlines()
    {
        Assert.Equal(SessionStatus.Active, Status(Sample.Start + Sample.Idle - Sample.Second));
        Assert.Equal(SessionStatus.Locked, Status(Sample.Start + Sample.Idle));
        Assert.Equal(SessionStatus.Locked, Status(End - Sample.Second));
        Assert.Equal(SessionStatus.Expired, Status(End));

        static SessionStatus Status(DateTimeOffset now) => SessionRules.StatusOf(Sample.State(), Sample.Usage(), ContainmentSnapshot.Empty, Sample.KeyMask, now);
    }
}
