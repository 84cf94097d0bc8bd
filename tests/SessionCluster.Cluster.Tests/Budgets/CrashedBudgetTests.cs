using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Budgets;

/// <summary>The silo dies with uses in memory: they are lost, and none is given twice (P-B3).</summary>
public sealed class CrashedBudgetTests
{
    [Fact]
    [Rule("G5"), Rule("P-B3"), Rule("L22"), Rule("L4")]
    public async Task Through_crashes_at_most_the_rest_of_a_block_is_lost_and_the_limit_is_never_exceeded()
    {
        int[] limits = [1, 7, 8, 64, 1000];
        var cluster = await SessionTestCluster.StartAsync();
        try
        {
            var ids = await Task.WhenAll(limits.Select(cluster.AdmitWithUsesAsync));
            var accepted = new int[limits.Length];
            for (var crash = 0; crash < 2; crash++)
            {
                for (var index = 0; index < limits.Length; index++)
                {
                    accepted[index] += await cluster.UseAsync(ids[index], Math.Max(1, limits[index] / 4));
                }

                cluster = await cluster.RestartAfterCrashAsync();
            }

            for (var index = 0; index < limits.Length; index++)
            {
                accepted[index] += await cluster.UseAsync(ids[index], 2 * limits[index]);
                var block = Math.Max(1, Math.Min(64, limits[index] / 8));
                Assert.InRange(accepted[index], limits[index] - (2 * (block - 1)), limits[index]);
                Assert.Equal("refused: UsesExhausted", await cluster.PresentAsync(ids[index]));
            }
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }
}
