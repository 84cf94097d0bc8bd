using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Janitor;
using SessionCluster.Grains.Janitor;

namespace SessionCluster.Cluster.Tests.Janitor;

/// <summary>One silo cleans at a time, spread over time, and goes on after a crash (L17).</summary>
public sealed class OneJanitorTests
{
    [Fact]
    [Rule("L17")]
    public async Task Of_two_silos_that_both_ask_for_it_one_cleans()
    {
        await using var janitor = await JanitorCluster.StartAsync(options => options.Silos = 2);
        for (var silo = 0; silo < 2; silo++)
        {
            await janitor.Cluster.Of<IGrainFactory>(silo).GetGrain<IJanitorGrain>(JanitorGrain.Key).Wake();
        }

        await janitor.SweepAsync();
        var reads = janitor.Journal.Reads;
        await janitor.SweepAsync();

        Assert.Single(janitor.Journal.Silos);

        // A read of each shard, and sixteen of subjects: not twice as many because there are two silos.
        Assert.Equal(Housekeeping.Shards + 16, janitor.Journal.Reads - reads);
    }

    [Fact]
    [Rule("L17")]
    public async Task Where_each_silo_has_a_janitor_of_its_own_both_clean_and_everything_is_read_twice()
    {
        await using var janitor = await JanitorCluster.StartAsync(options => options.Silos = 2);
        var reports = new Dictionary<string, IJanitorGrain>();
        for (var key = 0; reports.Count < 2; key++)
        {
            var candidate = janitor.Cluster.SiloGrains.GetGrain<IJanitorGrain>($"{JanitorGrain.Key}-{key}");
            reports[(await candidate.GetReport()).Silo!] = candidate;
        }

        var reads = janitor.Journal.Reads;
        await Task.WhenAll(reports.Values.Select(own => own.Wake()));
        foreach (var own in reports.Values)
        {
            await janitor.SweepAsync(own);
        }

        Assert.Equal(2, janitor.Journal.Silos.Count);
        Assert.InRange(janitor.Journal.Reads - reads, 2 * (Housekeeping.Shards + 16), int.MaxValue);
    }

    [Fact]
    [Rule("L17")]
    public async Task A_sweep_is_spread_over_its_interval()
    {
        await using var janitor = await JanitorCluster.StartAsync();
        var sweep = await janitor.SweepAsync();

        // The last shard comes at 255/256 of a minute.
        Assert.True(sweep.EndedAt - sweep.StartedAt >= TimeSpan.FromSeconds(59), $"It took {sweep.EndedAt - sweep.StartedAt}.");

        // And nothing is due before the next.
        var reads = janitor.Journal.Reads;
        await janitor.Grain.Work();
        await janitor.Grain.Work();
        Assert.Equal(reads, janitor.Journal.Reads);
    }

    [Fact]
    [Rule("L17")]
    public async Task After_a_crash_in_the_middle_it_goes_on_where_it_noted_that_it_was()
    {
        await using var janitor = await JanitorCluster.StartAsync();
        await janitor.SweepAsync();
        var interrupted = await janitor.UntilAsync(sweep => sweep is { EndedAt: null, NextShard: >= 100 });

        await janitor.RestartAfterCrashAsync();

        var report = await janitor.Grain.GetReport();
        Assert.Equal(interrupted.Number, report.Sweep!.Number);
        Assert.InRange(report.Sweep.NextShard, 96, interrupted.NextShard + 1);
        Assert.Equal(interrupted.Number, (await janitor.UntilAsync(sweep => sweep.EndedAt is not null)).Number);
    }
}
