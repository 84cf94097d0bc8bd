using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Janitor;
using SessionCluster.Grains.Janitor;

namespace SessionCluster.Cluster.Tests.Janitor;

/// <summary>What becomes of rows when keys go: an edge key takes its sessions along, a silo key must leave no row behind.</summary>
public sealed class KeyTests
{
    [Fact]
    [Rule("L11"), Rule("L12"), Rule("H2")]
    public async Task Under_a_retired_edge_key_a_session_is_refused_at_once_and_its_end_is_recorded_when_its_row_goes()
    {
        await using var janitor = await JanitorCluster.StartAsync();
        var id = await janitor.Cluster.AdmitAsync(SessionSamples.NewSubject());
        Assert.Equal("accepted", await janitor.Cluster.PresentAsync(id));

        janitor.Cluster.SiloServices.GetRequiredService<EdgeRing>().Replace(Edges.Ring(2, 2));
        Assert.Equal("refused: Revoked", await janitor.Cluster.PresentAsync(id));

        // Rings of silos differ for seconds while they rotate: one that lacks a key for a moment ends nothing for good.
        Assert.Null(janitor.Cluster.Storage.Session(id)!.Tombstone);

        janitor.Cluster.Clock.SetUtcNow(id.Deadline + Housekeeping.Margin);
        Assert.Equal(1, (await janitor.SweepAsync()).Rows);
        var last = janitor.Events.Of(id.ToString())[^1];
        Assert.Equal((SessionEventKind.Revoked, "policy", Housekeeping.KeyRetired), (last.Kind, last.Reason, last.Detail));
    }

    [Fact]
    [Rule("H2")]
    public async Task Rows_under_a_former_silo_key_are_sealed_anew_and_a_whole_pass_says_that_none_is_left()
    {
        await using var janitor = await JanitorCluster.StartAsync(options => options.SiloRing = new(Edges.Ring(2, 1, 2)));
        var cluster = janitor.Cluster;
        SessionId[] ids = [await cluster.AdmitAsync(SessionSamples.NewSubject()), await cluster.AdmitAsync(SessionSamples.NewSubject()), await cluster.AdmitAsync(SessionSamples.NewSubject())];

        // The test's store seals nothing: what was written before the key was rotated counts as sealed under the former one.
        var sealedUnder = new ConcurrentDictionary<string, byte>();
        cluster.Storage.Landed += operation => sealedUnder[$"{operation.GrainType}/{operation.Key}"] = 2;
        janitor.Journal.SealKeyOf = row => sealedUnder.GetValueOrDefault(row, (byte)1);
        janitor.Journal.Unreadable[JanitorGrain.Key] = 1;

        var first = await PassAsync(janitor, default);
        var second = await PassAsync(janitor, first.StartedAt);

        Assert.InRange(first.Found[1], ids.Length, 3 * ids.Length);
        Assert.Equal(first.Found[1], first.Resealed);
        Assert.All(ids, id => Assert.Equal(2, sealedUnder[$"session/{id}"]));
        Assert.False(second.Found.ContainsKey(1));
        Assert.Equal(0, second.Resealed);
        Assert.All(ids, id => Assert.Equal("accepted", cluster.PresentAsync(id).Result));
    }

    /// <summary>The next whole pass through the seals that began after another.</summary>
    private static async Task<SealReport> PassAsync(JanitorCluster janitor, DateTimeOffset after)
    {
        for (var tries = 0; tries < 2000; tries++)
        {
            await janitor.Grain.Work();
            if ((await janitor.Grain.GetReport()).FormerSeals is { } seals && seals.StartedAt > after)
            {
                return seals;
            }

            janitor.Cluster.Clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        throw new InvalidOperationException("There was no whole pass through the seals.");
    }
}
