using SessionCluster.Core.Budgets;

namespace SessionCluster.Unit.Tests.Core.Budgets;

public sealed class UseBudgetTests
{
    [Theory]
    [Rule("P-B1")]
    [InlineData(1, 1, 0)]
    [InlineData(7, 1, 0)]
    [InlineData(8, 1, 1)]
    [InlineData(15, 1, 1)]
    [InlineData(16, 2, 2)]
    [InlineData(511, 63, 63)]
    [InlineData(512, 64, 64)]
    [InlineData(520, 64, 64)]
    [InlineData(1_000_000_000, 64, 64)]
    public void A_block_is_an_eighth_of_the_limit_at_least_1_and_at_most_64(int limit, int block, int first)
    {
        var budget = UseBudget.ForLimit(limit);

        Assert.Equal((limit, block, first), (budget.Limit, budget.BlockSize, budget.Reserved));
    }

    [Fact]
    public void The_last_block_ends_at_the_limit()
    {
        Assert.Equal(16, new UseBudget(17, 14).ReserveBlock().Reserved);
        Assert.Equal(17, new UseBudget(17, 15).ReserveBlock().Reserved);
        Assert.Equal(17, new UseBudget(17, 16).ReserveBlock().Reserved);
        Assert.Equal(17, new UseBudget(17, 17).ReserveBlock().Reserved);
        Assert.Equal(int.MaxValue, new UseBudget(int.MaxValue, int.MaxValue - 1).ReserveBlock().Reserved);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(11, true)]
    public void A_budget_is_spent_when_every_use_is_reserved(int reserved, bool spent) => Assert.Equal(spent, new UseBudget(10, reserved).IsSpent);

    [Theory]
    [InlineData(0, 8)]
    [InlineData(3, 5)]
    [InlineData(8, 0)]
    [InlineData(9, 0)]
    [InlineData(-1, 8)]
    public void What_is_given_back_was_reserved(int unspent, int reserved) => Assert.Equal(new UseBudget(64, reserved), new UseBudget(64, 8).GiveBack(unspent));
}
