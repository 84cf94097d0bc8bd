using CsCheck;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Budgets;

/// <summary>A use limit is never exceeded, whatever happens between uses: a model of a row, of activations that come and go, and of a store that fails.</summary>
[Rule("N20")]
[Rule("G5")]
[Rule("L22")]
public sealed class BudgetModelTests
{
    private static readonly Gen<Step[]> Histories = Gen.Frequency((12, Gen.Const(Step.Use)), (1, Gen.Const(Step.Crash)), (1, Gen.Const(Step.Leave)), (1, Gen.Const(Step.LeaveUnsure)), (1, Gen.Const(Step.FailReservation)), (1, Gen.Const(Step.DoubtReservation)))
        .Array[0, 600];

    private enum Step
    {
        Use,
        Crash,
        Leave,
        LeaveUnsure,
        FailReservation,
        DoubtReservation,
    }

    [Fact]
    [Rule("P-B1"), Rule("P-B3")]
    public void No_history_accepts_more_than_the_limit() =>
        Gen.Select(Gen.Int[1, 300], Histories).Sample((limit, history) =>
        {
            var session = new Session(limit);
            foreach (var step in history)
            {
                session.Do(step);
                Assert.True(session.Accepted + session.Available <= session.Stored.Reserved, "A use was counted that no reservation covers.");
                Assert.InRange(session.Stored.Reserved, 0, limit);
            }

            session.UseUp();
            Assert.True(session.Accepted <= limit, $"{session.Accepted} of {limit} were accepted.");
        }, iter: 500);

    [Fact]
    public void Without_crash_and_failure_exactly_the_limit_is_accepted() =>
        Gen.Select(Gen.Int[1, 1_100], Gen.Int[1, 200]).Sample((limit, between) =>
        {
            var session = new Session(limit);
            for (var use = 1; use <= limit; use++)
            {
                session.Do(Step.Use);
                Assert.Equal(use, session.Accepted);
                if (use % between == 0)
                {
                    session.Do(Step.Leave);
                }
            }

            session.UseUp();
            Assert.Equal(limit, session.Accepted);
        }, iter: 300);

    [Fact]
    public void A_crash_costs_less_than_a_block() =>
        Gen.Select(Gen.Int[1, 600], Gen.Int[0, 700]).Sample((limit, uses) =>
        {
            var session = new Session(limit);
            for (var use = 0; use < uses; use++)
            {
                session.Do(Step.Use);
            }

            session.Do(Step.Crash);
            session.UseUp();

            Assert.InRange(session.Accepted, limit - session.Stored.BlockSize, limit);
        }, iter: 500);

    [Fact]
    public void Giving_back_twice_would_exceed_the_limit()
    {
        // The twin: a last write that is composed again after an unknown outcome, without giving up what it gave back.
        var session = new Session(64);
        for (var round = 0; round < 200; round++)
        {
            session.Do(Step.Use);
            session.LeaveTwice();
        }

        Assert.True(session.Accepted > 64);
    }

    [Fact]
    public void Spending_before_the_reservation_has_landed_would_exceed_the_limit()
    {
        // The twin: a block that is spent although its reservation is in doubt, and did not land.
        var session = new Session(64) { SpendsInDoubt = true };
        for (var round = 0; round < 200; round++)
        {
            session.Do(Step.FailReservation);
            session.Do(Step.Use);
        }

        Assert.True(session.Accepted > 64);
    }

    private sealed class Session(int limit)
    {
        private bool _failNext;
        private bool _doubtNext;

        public bool SpendsInDoubt { get; init; }

        public UseBudget Stored { get; private set; } = UseBudget.ForLimit(limit);

        // The activation that inserted the row may spend the first block.
        public int Available { get; private set; } = UseBudget.ForLimit(limit).Reserved;

        public int Accepted { get; private set; }

        public void Do(Step step)
        {
            switch (step)
            {
                case Step.Use:
                    _ = Use();
                    break;
                case Step.Crash:
                    Available = 0;
                    break;
                case Step.Leave:
                    Stored = Stored.GiveBack(Available);
                    Available = 0;
                    break;
                case Step.LeaveUnsure:
                    // The write did not land, or its outcome is unknown and it is not tried again.
                    Available = 0;
                    break;
                case Step.FailReservation:
                    _failNext = true;
                    break;
                default:
                    _doubtNext = true;
                    break;
            }
        }

        public void LeaveTwice()
        {
            Stored = Stored.GiveBack(Available).GiveBack(Available);
            Available = 0;
        }

        public void UseUp()
        {
            _failNext = _doubtNext = false;
            for (var use = 0; use <= limit && Use() != DecisionKind.Refuse; use++)
            {
            }

            Assert.Equal(DecisionKind.Refuse, Use());
        }

        private DecisionKind Use()
        {
            var kind = Decide();
            if (kind == DecisionKind.Reserve)
            {
                Reserve();
                kind = Decide();
            }

            return kind;
        }

        private DecisionKind Decide()
        {
            var decision = Sample.Decide(Sample.State() with { Budget = Stored }, Sample.Usage(uses: Available));
            Available -= decision.UsesSpent;
            Accepted += decision.UsesSpent;
            Assert.Equal(decision.Kind == DecisionKind.Accept ? 1 : 0, decision.UsesSpent);
            return decision.Kind;
        }

        private void Reserve()
        {
            var reserved = Stored.ReserveBlock();
            var granted = reserved.Reserved - Stored.Reserved;
            if (!_failNext)
            {
                Stored = reserved;
            }

            // P-B1: a reservation in doubt, landed or not, is burnt.
            Available += (!_failNext && !_doubtNext) || SpendsInDoubt ? granted : 0;
            _failNext = _doubtNext = false;
        }
    }
}
