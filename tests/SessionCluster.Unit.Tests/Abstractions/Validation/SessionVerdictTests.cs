using System.Runtime.CompilerServices;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Unit.Tests.Abstractions.Wire;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Abstractions.Validation;

public sealed class SessionVerdictTests
{
    private static readonly DateTimeOffset Deadline = new(2026, 8, 1, 12, 30, 0, TimeSpan.Zero);

    [Fact]
    public void An_acceptance_tells_facts_and_idle_deadline()
    {
        var facts = Sample.Facts();
        var verdict = SessionVerdict.Accept(facts, Deadline);

        Assert.True(verdict.IsAccepted);
        Assert.Equal((VerdictOutcome.Accepted, SessionRefusal.None, default(UnavailableReason), Deadline), (verdict.Outcome, verdict.Refusal, verdict.Reason, verdict.IdleDeadline));
        Assert.Same(facts, verdict.Facts);
        Assert.Throws<ArgumentNullException>(() => SessionVerdict.Accept(null!, Deadline));
    }

    [Fact]
    public void A_refusal_discloses_the_reason_and_no_fact() =>
        Assert.All(Enum.GetValues<SessionRefusal>().Where(refusal => refusal != SessionRefusal.None), refusal =>
        {
            var verdict = SessionVerdict.Refuse(refusal);

            Assert.False(verdict.IsAccepted);
            Assert.Equal((VerdictOutcome.Refused, refusal, default(UnavailableReason)), (verdict.Outcome, verdict.Refusal, verdict.Reason));
            Assert.Null(verdict.Facts);
            Assert.Equal(default, verdict.IdleDeadline);
            Assert.Same(verdict, SessionVerdict.Refuse(refusal));
        });

    [Fact]
    public void Doubt_is_neither_accepted_nor_refused() =>
        Assert.All(Enum.GetValues<UnavailableReason>(), reason =>
        {
            var verdict = SessionVerdict.InDoubt(reason);

            Assert.False(verdict.IsAccepted);
            Assert.Equal((VerdictOutcome.Unavailable, SessionRefusal.None, reason), (verdict.Outcome, verdict.Refusal, verdict.Reason));
            Assert.Null(verdict.Facts);
            Assert.Same(verdict, SessionVerdict.InDoubt(reason));
        });

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(23)]
    public void What_is_no_refusal_makes_no_verdict(int number) => Assert.Throws<ArgumentOutOfRangeException>(() => SessionVerdict.Refuse((SessionRefusal)number));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(8)]
    public void What_is_no_reason_makes_no_verdict(int number) => Assert.Throws<ArgumentOutOfRangeException>(() => SessionVerdict.InDoubt((UnavailableReason)number));

    [Fact]
    [Rule("G6")]
    public void A_verdict_that_nobody_made_is_not_accepted()
    {
        var verdict = (SessionVerdict)RuntimeHelpers.GetUninitializedObject(typeof(SessionVerdict));

        Assert.False(verdict.IsAccepted);
        Assert.Equal(default, verdict.Outcome);
    }

    [Fact]
    [Rule("G6")]
    public void An_acceptance_that_lost_its_facts_on_the_way_is_not_accepted()
    {
        var verdict = OrleansWire.Read<SessionVerdict>(OrleansWire.Bytes(new OutcomeAlone { Outcome = VerdictOutcome.Accepted }));

        Assert.Equal(VerdictOutcome.Accepted, verdict.Outcome);
        Assert.False(verdict.IsAccepted);
    }

    [Fact]
    [Rule("N17")]
    public void A_verdict_prints_outcome_and_reason_only()
    {
        Assert.Equal("accepted", SessionVerdict.Accept(Sample.Facts(), Deadline).ToString());
        Assert.Equal("refused: WrongSecret", SessionVerdict.Refuse(SessionRefusal.WrongSecret).ToString());
        Assert.Equal("unavailable: Storage", SessionVerdict.InDoubt(UnavailableReason.Storage).ToString());
    }
}

/// <summary>The first member of a verdict, alone.</summary>
[GenerateSerializer, Alias("sc.test.OutcomeAlone")]
internal sealed class OutcomeAlone
{
    [Id(0)]
    public VerdictOutcome Outcome { get; set; }
}
