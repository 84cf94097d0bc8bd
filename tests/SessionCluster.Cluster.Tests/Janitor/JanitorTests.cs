using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Events;
using SessionCluster.Core.Janitor;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Janitor;

namespace SessionCluster.Cluster.Tests.Janitor;

/// <summary>What is past goes, what is live stays, and nothing goes before it was handed on.</summary>
public sealed class JanitorTests
{
    [Fact]
    [Rule("L16"), Rule("L12")]
    public async Task Everything_that_is_over_goes_and_the_store_ends_empty()
    {
        await using var janitor = await JanitorCluster.StartAsync();
        var cluster = janitor.Cluster;
        var (expiring, revoked, cutOff) = (SessionSamples.NewSubject(), SessionSamples.NewSubject(), SessionSamples.NewSubject());
        var expired = await cluster.AdmitAsync(expiring);
        var ended = await cluster.AdmitAsync(revoked);
        var cut = await cluster.AdmitAsync(cutOff, 2);
        await cluster.RevokeAsync(ended);
        await cluster.RevokeAllAsync(cutOff);
        await cluster.Storage.UntilPrunedAsync(cutOff);

        // An operator revokes somebody who never was here.
        var nobody = SessionSamples.NewSubject();
        await cluster.RevokeAllAsync(nobody);
        await cluster.Storage.UntilPrunedAsync(nobody);

        // Until the margin is over, nothing goes.
        cluster.Clock.SetUtcNow(expired.Deadline + TimeSpan.FromMinutes(2));
        Assert.Equal(0, (await janitor.SweepAsync()).Rows);
        Assert.All([expired, ended, .. cut], id => Assert.NotNull(cluster.Storage.Session(id)));

        cluster.Clock.SetUtcNow(expired.Deadline + Housekeeping.Margin);
        Assert.Equal(4, (await janitor.SweepAsync()).Rows);
        Assert.All([expired, ended, .. cut], id => Assert.Null(cluster.Storage.Session(id)));

        // A cut-off matters for an hour; then the walk finds its subject.
        cluster.Clock.Advance(SpentSubject.CutOffMatters);
        await janitor.SweepAsync();
        Assert.All([expiring, revoked, cutOff, nobody], subject => Assert.Null(cluster.Storage.Subject(subject)));
        Assert.DoesNotContain(cluster.Storage.Keys, key => key.StartsWith("session/", StringComparison.Ordinal) || key.StartsWith("subject/", StringComparison.Ordinal));
        Assert.Equal(0, cluster.Containment.Current.Count);
    }

    [Fact]
    [Rule("L16")]
    public async Task Live_sessions_are_never_touched()
    {
        await using var janitor = await JanitorCluster.StartAsync();
        var ids = await janitor.Cluster.AdmitAsync(SessionSamples.NewSubject(), 20);
        var before = ids.Select(id => janitor.Cluster.Storage.Session(id)!.LastUsedAt).ToArray();

        var sweep = await janitor.SweepAsync();

        Assert.Equal((0L, 0L, 0L), (sweep.Rows, sweep.Subjects, sweep.Failures));
        Assert.Equal(before, ids.Select(id => janitor.Cluster.Storage.Session(id)!.LastUsedAt));
        Assert.All(ids, id => Assert.Equal("accepted", janitor.Cluster.PresentAsync(id).Result));
        Assert.Equal(0, janitor.Journal.Deletes);
    }

    /// <summary>What a sweep costs goes by what it deletes: the same calls whatever the number of live rows.</summary>
    [Fact]
    [Rule("L16")]
    public async Task With_ten_thousand_and_with_fifty_thousand_live_rows_a_sweep_makes_the_same_calls()
    {
        var (few, many) = (await SweepWithAsync(10_000), await SweepWithAsync(50_000));

        // Two pages more or less: the walk through subjects begins where it happens to be. Forty thousand rows more make no difference.
        Assert.InRange(Math.Abs(few.Reads - many.Reads), 0, 2);
        Assert.Equal(few with { Reads = 0 }, many with { Reads = 0 });
        Assert.Equal(1, few.Deletes);
    }

    [Fact]
    [Rule("L16")]
    public async Task Where_a_shard_is_read_as_a_whole_the_calls_grow_with_the_live_rows()
    {
        var (few, many) = (await SweepWithAsync(10_000, ReadWholeShards), await SweepWithAsync(30_000, ReadWholeShards));

        // What is past goes all the same: only the cost shows it. Beyond a hundred rows each shard takes a page more.
        Assert.Equal((1, 1), (few.Deletes, many.Deletes));
        Assert.InRange(many.Reads - few.Reads, Housekeeping.Shards - 2, int.MaxValue);

        static void ReadWholeShards(SessionTestOptions options) => options.ReplaceServicesOf += (_, services) =>
        {
            var inner = (IRowRanges)services.Last(service => service.ServiceType == typeof(IRowRanges)).ImplementationInstance!;
            services.AddSingleton<IRowRanges>(new WholeShards(inner));
        };
    }

    [Fact]
    [Rule("L12")]
    public async Task What_still_waits_is_handed_on_before_the_row_goes_and_a_store_of_events_that_fails_keeps_it()
    {
        await using var janitor = await JanitorCluster.StartAsync();
        var id = await PutWaitingAsync(janitor);
        janitor.Events.Before = (_, _) => throw new IOException("The test's store of events fails.");
        janitor.Cluster.Clock.SetUtcNow(id.Deadline + Housekeeping.Margin);

        var failed = await janitor.SweepAsync();
        Assert.Equal((0L, true), (failed.Rows, failed.Failures > 0));
        Assert.NotNull(janitor.Cluster.Storage.Session(id));

        janitor.Events.Before = null;
        Assert.Equal(1, (await janitor.SweepAsync()).Rows);
        Assert.Equal(SessionEventKind.Established, janitor.Events.Of(id.ToString())[0].Kind);
    }

    [Fact]
    [Rule("L16"), Rule("P-W2")]
    public async Task A_row_that_is_written_between_being_read_and_being_deleted_stays()
    {
        await using var janitor = await JanitorCluster.StartAsync();
        var id = await PutWaitingAsync(janitor);
        janitor.Cluster.Clock.SetUtcNow(id.Deadline + Housekeeping.Margin);
        janitor.Journal.Read = range =>
        {
            if (range.GrainType == "session")
            {
                janitor.Cluster.Storage.Bump("session", id.ToString());
            }

            return Task.CompletedTask;
        };
        Assert.Equal(0, (await janitor.SweepAsync()).Rows);
        Assert.NotNull(janitor.Cluster.Storage.Session(id));

        janitor.Journal.Read = null;
        Assert.Equal(1, (await janitor.SweepAsync()).Rows);
    }

    [Fact]
    [Rule("A10")]
    public async Task A_row_that_can_not_be_opened_waits_a_day_and_holds_up_no_other()
    {
        await using var janitor = await JanitorCluster.StartAsync();
        var id = await PutWaitingAsync(janitor);
        janitor.Journal.Unreadable[id.ToString()] = 1;
        janitor.Cluster.Clock.SetUtcNow(id.Deadline + Housekeeping.Margin);
        var sweep = await janitor.SweepAsync();
        Assert.Equal((0L, 1L), (sweep.Rows, sweep.Unreadable));

        janitor.Cluster.Clock.SetUtcNow(id.Deadline + Housekeeping.UnreadableMargin);
        Assert.Equal(1, (await janitor.SweepAsync()).Rows);
    }

    [Fact]
    [Rule("L16")]
    public async Task More_than_fits_in_a_turn_goes_in_bounded_batches()
    {
        await using var janitor = await JanitorCluster.StartAsync();
        var now = janitor.Cluster.Clock.GetUtcNow();
        for (var index = 0; index < 2500; index++)
        {
            var id = SessionId.Create(5, now, [.. BitConverter.GetBytes(index), 0, 0, 0, 0, 0, 0, 0]);
            janitor.Cluster.Storage.Put("session", id.ToString(), new SessionState { Id = id });
        }

        janitor.Cluster.Clock.Advance(Housekeeping.Margin + TimeSpan.FromMinutes(1));
        Assert.Equal(2500, (await janitor.SweepAsync()).Rows);
        Assert.Equal(25, janitor.Journal.Deletes);
    }

    /// <summary>The calls of a sweep that deletes one row, beside so many that are live.</summary>
    private static async Task<(int Reads, int Deletes, int StateReads, int StateWrites)> SweepWithAsync(int live, Action<SessionTestOptions>? configure = null)
    {
        await using var janitor = await JanitorCluster.StartAsync(configure);
        var id = await janitor.Cluster.AdmitAsync(SessionSamples.NewSubject());
        await janitor.SweepAsync();
        janitor.Cluster.Clock.SetUtcNow(id.Deadline + Housekeeping.Margin);
        janitor.PutLive(live);
        using var counter = new OperationCounter(janitor.Cluster.Storage, operation => operation.GrainType is "session" or "subject" or "janitor");
        var (reads, deletes) = (janitor.Journal.Reads, janitor.Journal.Deletes);

        Assert.Equal(1, (await janitor.SweepAsync()).Rows);

        Assert.Equal(live, janitor.Cluster.Storage.Keys.Count(key => key.StartsWith("session/", StringComparison.Ordinal)));
        return (janitor.Journal.Reads - reads, janitor.Journal.Deletes - deletes, counter.Reads, counter.Writes);
    }

    /// <summary>A session whose row holds an event that nobody has been told of.</summary>
    private static async Task<SessionId> PutWaitingAsync(JanitorCluster janitor)
    {
        var id = await janitor.Cluster.AdmitAsync(SessionSamples.NewSubject());
        await janitor.Cluster.DeactivateAsync(id);
        var state = janitor.Cluster.Storage.Session(id)!;
        var ledger = EventChain.Append(EventLedger.Empty, id.ToString(), new(SessionEventKind.Established, state.LastUsedAt, Abstractions.Revocation.EndInitiator.Policy));
        janitor.Cluster.Storage.Put("session", id.ToString(), state with { Events = ledger });
        return id;
    }

    /// <summary>A protection that is switched off: what is past is not asked for by its key, but looked for among everything in the shard.</summary>
    private sealed class WholeShards(IRowRanges inner) : IRowRanges
    {
        public Task<ImmutableArray<RangedRow<TState>>> ReadAsync<TState>(RowRange range, int atMost, CancellationToken cancellationToken)
            where TState : class => inner.ReadAsync<TState>(range.GrainType == "session" ? range with { Before = $"{range.After[..2]}~" } : range, atMost, cancellationToken);

        public Task<int> DeleteAsync(string grainType, ImmutableArray<RowVersion> rows, CancellationToken cancellationToken) => inner.DeleteAsync(grainType, rows, cancellationToken);
    }
}
