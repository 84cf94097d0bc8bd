using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Renewal;

/// <summary>Whether an authentication steps a session up, and how far.</summary>
public sealed class StepUpDecisionTests
{
    private const string Interactive = "interactive";

    private const string Privileged = "privileged";

    private const string Workload = "workload";

    private static readonly DateTimeOffset Later = Sample.Start.AddHours(1);

    public static TheoryData<string, AssuranceLevel, SessionRefusal, string, StepUpEffect?> Table => new()
    {
        // Active: the class's demand and the session's own level, whichever is more.
        { Interactive, AssuranceLevel.Aal2, SessionRefusal.None, "pwd otp", StepUpEffect.Raise },
        { Interactive, AssuranceLevel.Aal2, SessionRefusal.None, "hwk pin", StepUpEffect.Raise },
        { Interactive, AssuranceLevel.Aal3, SessionRefusal.None, "pwd otp", null },
        { Interactive, AssuranceLevel.Aal2, SessionRefusal.None, "pwd", null },
        { Privileged, AssuranceLevel.Aal3, SessionRefusal.None, "hwk pin", StepUpEffect.Raise },
        { Privileged, AssuranceLevel.Aal3, SessionRefusal.None, "pwd otp", null },
        { Workload, AssuranceLevel.Aal1, SessionRefusal.None, "swk", StepUpEffect.Raise },
        { Workload, AssuranceLevel.Aal1, SessionRefusal.None, "pwd otp", null },

        // Idle, and not above AAL2: one factor opens it; what would raise it raises it.
        { Interactive, AssuranceLevel.Aal2, SessionRefusal.Idle, "pwd", StepUpEffect.Reopen },
        { Interactive, AssuranceLevel.Aal2, SessionRefusal.Idle, "pwd unheard", StepUpEffect.Reopen },
        { Interactive, AssuranceLevel.Aal2, SessionRefusal.Idle, "pwd otp", StepUpEffect.Raise },
        { Interactive, AssuranceLevel.Aal2, SessionRefusal.Idle, "unheard", null },
        { Interactive, AssuranceLevel.Aal3, SessionRefusal.Idle, "pwd", null },
        { Interactive, AssuranceLevel.Aal3, SessionRefusal.Idle, "pwd otp", null },
        { Interactive, AssuranceLevel.Aal3, SessionRefusal.Idle, "hwk pin", StepUpEffect.Raise },
        { Privileged, AssuranceLevel.Aal3, SessionRefusal.Idle, "hwk", null },
        { Workload, AssuranceLevel.Aal1, SessionRefusal.Idle, "pwd", null },
        { Workload, AssuranceLevel.Aal1, SessionRefusal.Idle, "swk", StepUpEffect.Raise },

        // Locked on evidence: one factor is not enough.
        { Interactive, AssuranceLevel.Aal2, SessionRefusal.Locked, "pwd", null },
        { Interactive, AssuranceLevel.Aal2, SessionRefusal.Locked, "pwd otp", StepUpEffect.Raise },
    };

    [Theory]
    [Rule("N8"), Rule("N3"), Rule("T6")]
    [MemberData(nameof(Table))]
    public void An_authentication_raises_reopens_or_does_not_suffice(string sessionClass, AssuranceLevel level, SessionRefusal closedBy, string methods, StepUpEffect? expected)
    {
        var decision = Check(Session(level, closedBy), methods, Later, sessionClass);

        if (expected is { } effect)
        {
            Assert.Equal(new StepUpDecision.Granted(effect), decision);
        }
        else
        {
            Assert.Equal(EstablishRefusal.Assurance, Assert.IsType<StepUpDecision.Refused>(decision).Why.Refusal);
        }
    }

    [Theory]
    [Rule("T6"), Rule("N8")]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void It_counts_only_for_what_came_before_it(int seconds, bool suffices)
    {
        var session = Session(AssuranceLevel.Aal2, SessionRefusal.None) with { Facts = Sample.Facts() with { AuthenticatedAt = Later.AddMilliseconds(700) } };
        var locked = Session(AssuranceLevel.Aal2, SessionRefusal.Locked) with { Lock = new() { Evidence = SessionRefusal.ContextChanged, LockedAt = Later.AddMilliseconds(700) } };

        foreach (var examined in new[] { session, locked })
        {
            var decision = Check(examined, "pwd otp", Later.AddSeconds(seconds));
            Assert.Equal(suffices, decision is StepUpDecision.Granted);
            Assert.True(suffices || Assert.IsType<StepUpDecision.Refused>(decision).Why.Refusal == EstablishRefusal.Reauthenticate);
        }
    }

    [Fact]
    [Rule("N8")]
    public void One_that_was_only_idle_is_opened_by_an_authentication_from_before_its_idle_deadline_too()
    {
        var idle = Session(AssuranceLevel.Aal2, SessionRefusal.Idle) with { Lock = new() { Evidence = SessionRefusal.Idle, LockedAt = Later } };

        Assert.Equal(new StepUpDecision.Granted(StepUpEffect.Reopen), Check(idle, "pwd", Later.AddMinutes(-1)));
    }

    [Fact]
    public void Nothing_missing_is_decided_about()
    {
        var session = Session(AssuranceLevel.Aal2, SessionRefusal.None);
        var authentication = new AuthenticationEvent(["pwd"], Later);
        Assert.Throws<ArgumentNullException>(() => RenewalRules.Check(null!, authentication, DefaultSessionClasses.Interactive, default));
        Assert.Throws<ArgumentNullException>(() => RenewalRules.Check(session, null!, DefaultSessionClasses.Interactive, default));
        Assert.Throws<ArgumentNullException>(() => RenewalRules.Check(session, authentication, null!, default));
        Assert.Throws<ArgumentNullException>(() => RenewalRules.CheckOrder(null!, authentication));
        Assert.Throws<ArgumentNullException>(() => RenewalRules.CheckOrder(session, null!));
    }

    private static ExaminedSession Session(AssuranceLevel level, SessionRefusal closedBy) => new() { Facts = Sample.Facts() with { Assurance = level }, ClosedBy = closedBy };

    private static StepUpDecision Check(ExaminedSession session, string methods, DateTimeOffset at, string sessionClass = Interactive)
    {
        var authentication = new AuthenticationEvent([.. methods.Split(' ')], at);
        return RenewalRules.Check(session, authentication, DefaultSessionClasses.All.Single(candidate => candidate.Name.Value == sessionClass), AssuranceTable.Default.Compute(authentication.Methods));
    }
}
