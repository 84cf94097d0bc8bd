using Microsoft.Extensions.Time.Testing;
using SessionCluster.Grains.Admission;

namespace SessionCluster.Cluster.Tests.Sessions;

/// <summary>How many sessions that do not exist a caller may ask for (A9).</summary>
public sealed class MissBudgetTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly MissBudget _budget;

    public MissBudgetTests() => _budget = new(_clock);

    [Fact]
    [Rule("A9")]
    public void A_burst_of_100_misses_and_no_101st()
    {
        for (var miss = 0; miss < MissBudget.PerSecond; miss++)
        {
            Assert.True(_budget.TryBegin("caller"));
            _budget.End("caller", missed: true);
        }

        Assert.False(_budget.TryBegin("caller"));
        Assert.False(_budget.HasCredit("caller"));
        Assert.True(_budget.TryBegin("another"));
    }

    [Fact]
    [Rule("A9")]
    public void Credit_comes_back_at_100_a_second_and_never_beyond_the_burst()
    {
        Spend(MissBudget.PerSecond);
        _clock.Advance(TimeSpan.FromMilliseconds(9));
        Assert.False(_budget.HasCredit("caller"));
        _clock.Advance(TimeSpan.FromMilliseconds(2));
        Assert.True(_budget.HasCredit("caller"));

        _clock.Advance(TimeSpan.FromHours(1));
        Spend(MissBudget.PerSecond);
        Assert.False(_budget.HasCredit("caller"));
    }

    [Fact]
    [Rule("A9")]
    public void Sessions_that_exist_cost_nothing()
    {
        for (var read = 0; read < 10 * MissBudget.PerSecond; read++)
        {
            Assert.True(_budget.TryBegin("caller"));
            _budget.End("caller", missed: false);
        }

        Assert.True(_budget.HasCredit("caller"));
    }

    [Fact]
    [Rule("A9")]
    public void What_is_under_way_at_once_is_bounded_and_its_debt_is_paid_back_first()
    {
        var begun = 0;
        while (begun <= MissBudget.MaxPending && _budget.TryBegin("caller"))
        {
            begun++;
        }

        Assert.Equal(MissBudget.MaxPending, begun);
        for (var read = 0; read < begun; read++)
        {
            _budget.End("caller", missed: true);
        }

        // 900 too many: nine seconds, and then one more hundredth for the next credit.
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(_budget.TryBegin("caller"));
        _clock.Advance(TimeSpan.FromMilliseconds(11));
        Assert.True(_budget.TryBegin("caller"));
    }

    [Fact]
    [Rule("A9")]
    public void Inventing_callers_buys_neither_memory_nor_misses()
    {
        for (var caller = 0; caller < MissBudget.MaxCallers; caller++)
        {
            _budget.Charge($"caller {caller}");
        }

        // Nobody is full again, so the next ones share one bucket.
        for (var miss = 0; miss < MissBudget.PerSecond; miss++)
        {
            Assert.True(_budget.TryBegin($"invented {miss}"));
            _budget.End($"invented {miss}", missed: true);
        }

        Assert.False(_budget.TryBegin("invented once more"));
        Assert.Equal(MissBudget.MaxCallers, _budget.Callers);
        Assert.True(_budget.TryBegin("caller 7"));
        _budget.End("caller 7", missed: false);

        // Once they are full again they are forgotten, and there is room.
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(_budget.TryBegin("invented once more"));
        Assert.Equal(1, _budget.Callers);
    }

    private void Spend(int misses)
    {
        for (var miss = 0; miss < misses; miss++)
        {
            _budget.Charge("caller");
        }
    }
}
