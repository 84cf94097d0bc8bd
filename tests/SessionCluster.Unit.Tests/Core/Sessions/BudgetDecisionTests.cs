using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Sessions;

public sealed class BudgetDecisionTests
{
    [Fact]
    public void A_session_without_a_limit_spends_nothing() => Assert.Equal((DecisionKind.Accept, 0), Outcome(null, 0));

    [Fact]
    [Rule("P-B1")]
    public void A_use_is_spent_from_what_was_reserved_in_this_activation()
    {
        Assert.Equal((DecisionKind.Accept, 1), Outcome(new UseBudget(64, 8), 8));
        Assert.Equal((DecisionKind.Accept, 1), Outcome(new UseBudget(64, 8), 1));
        Assert.Equal((DecisionKind.Accept, 1), Outcome(new UseBudget(64, 64), 1));
    }

    [Theory]
    [Rule("P-B2"), Rule("P-B3")]
    [InlineData(0)]
    [InlineData(-1)]
    public void Without_one_a_block_is_reserved_first_or_the_session_is_exhausted(int available)
    {
        Assert.Equal((DecisionKind.Reserve, 0), Outcome(new UseBudget(64, 63), available));
        Assert.Equal((DecisionKind.Refuse, 0), Outcome(new UseBudget(64, 64), available));
        Assert.Equal(SessionRefusal.UsesExhausted, Sample.Decide(Sample.State() with { Budget = new UseBudget(64, 64) }, Sample.Usage(uses: available)).Refusal);
    }

    [Fact]
    public void What_is_no_activity_spends_a_use_too()
    {
        var decision = Sample.Decide(
            Sample.State() with { Budget = new UseBudget(64, 8) },
            Sample.Usage(uses: 1),
            presentation: Sample.Presentation() with { Activity = SessionActivity.None },
            now: Sample.Start.AddMinutes(1));

        Assert.Equal((1, Sample.Start), (decision.UsesSpent, decision.LastUsedAt));
    }

    [Theory]
    [Rule("P-R6")]
    [InlineData(0)]
    [InlineData(3)]
    public void A_use_that_is_spent_already_is_spent_once_whatever_is_left(int available)
    {
        var state = Sample.State() with { Budget = new UseBudget(64, 64) };

        var decision = Sample.Decide(state, Sample.Usage(uses: available), presentation: Sample.Presentation() with { IsRepetition = true });

        Assert.Equal((DecisionKind.Accept, 0), (decision.Kind, decision.UsesSpent));
    }

    [Fact]
    [Rule("P-R6")]
    public void A_use_that_is_spent_already_excuses_nothing_else()
    {
        var repeated = Sample.Presentation() with { IsRepetition = true };
        var state = Sample.State() with { Budget = new UseBudget(64, 64) };

        Assert.Equal(SessionRefusal.Revoked, Sample.Decide(state with { Tombstone = Sample.Tombstone() }, presentation: repeated).Refusal);
        Assert.Equal(SessionRefusal.Idle, Sample.Decide(state, presentation: repeated, now: Sample.Start + Sample.Idle).Refusal);
        Assert.Equal(SessionRefusal.Audience, Sample.Decide(state, presentation: repeated with { Audience = SessionCluster.Abstractions.Identifiers.Audience.Create("mail") }).Refusal);
    }

    private static (DecisionKind Kind, int Spent) Outcome(UseBudget? budget, int available)
    {
        var decision = Sample.Decide(Sample.State() with { Budget = budget }, Sample.Usage(uses: available));
        return (decision.Kind, decision.UsesSpent);
    }
}
