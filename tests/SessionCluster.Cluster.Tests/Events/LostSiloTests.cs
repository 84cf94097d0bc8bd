using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Events;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Rotation;
using SessionCluster.Core.Events;
using SessionCluster.Grains.Events;

namespace SessionCluster.Cluster.Tests.Events;

/// <summary>What becomes of events when the silo dies, the record is away for long, or somebody forwards them.</summary>
public sealed class LostSiloTests
{
    private const string Established = "session-established";

    private const string Revoked = "session-revoked admin";

    [Fact]
    [Rule("L12"), Rule("L4")]
    public async Task What_had_landed_when_the_silo_died_is_in_the_record_once_the_session_is_asked_for()
    {
        var cluster = await SessionTestCluster.StartAsync();
        cluster.Events.Before = (_, _) => throw new IOException("The test's event store is away.");
        var live = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var ended = await cluster.AdmitAsync(SessionSamples.NewSubject());
        await cluster.RevokeAsync(ended);

        await using var next = await cluster.RestartAfterCrashAsync();
        Assert.Empty(next.Events.All);
        next.Events.Before = null;
        Assert.Equal("accepted", await next.PresentAsync(live));
        Assert.Equal("refused: Revoked", await next.PresentAsync(ended));

        await next.UntilKeptAsync(live, Established);
        await next.UntilKeptAsync(ended, Established, Revoked);
    }

    /// <summary>The attack works where the contract of the event store is broken; and the head in the row shows that something is missing.</summary>
    [Fact]
    [Rule("L12")]
    public async Task A_record_that_acknowledges_without_keeping_loses_an_end_and_the_head_of_the_row_shows_it()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<ISessionEventStore>(new ForgetfulEvents()));
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        await cluster.RevokeAsync(id);
        await cluster.DeactivateAsync(id);
        Assert.Equal("refused: Revoked", await cluster.PresentAsync(id));

        Assert.Empty(cluster.Chained(id));
        var info = await cluster.InfoAsync(id);
        Assert.Equal(2, info.Events);
        Assert.False(info.EventHead.IsUnset);
    }

    [Fact]
    [Rule("L12"), Rule("L23")]
    public async Task While_64_events_wait_a_session_is_not_rotated_any_more_and_still_ends_and_nothing_is_lost()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        cluster.Events.Before = (_, _) => throw new IOException("The test's event store is away.");
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var secret = GrainCalls.Secret;
        for (var rotation = 1; rotation < EventLedger.MaxWaiting; rotation++)
        {
            secret = await cluster.NextAsync(id, secret);
            Assert.Equal("accepted", await cluster.SayAsync(id, secret));
        }

        var next = await cluster.NextAsync(id, secret);
        Assert.Equal("unavailable: Storage", await cluster.SayAsync(id, next));
        Assert.Equal("accepted", await cluster.SayAsync(id, secret));
        await cluster.RevokeAsync(id);
        Assert.Equal("refused: Revoked", await cluster.SayAsync(id, secret));

        cluster.Events.Before = null;
        await cluster.DeactivateAsync(id);
        await cluster.UntilKeptAsync(id, [Established, .. Enumerable.Repeat("session-rotated", EventLedger.MaxWaiting - 1), Revoked]);
    }

    [Fact]
    [Rule("L12")]
    public async Task A_sink_gets_what_was_kept_in_order_and_again_what_it_did_not_take()
    {
        var sink = new ScriptedSink();
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<ISessionEventSink>(sink));
        sink.Fails = true;
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        await cluster.RevokeAsync(id);
        await cluster.UntilKeptAsync(id, Established, Revoked);

        sink.Fails = false;
        await cluster.DeactivateAsync(id);

        Assert.Equal(cluster.Chained(id), sink.Taken.DistinctBy(value => value.Sequence));
    }

    private sealed class ForgetfulEvents : ISessionEventStore
    {
        public Task AppendAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<EventPage?> QueryAsync(EventQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> DeleteBeforeAsync(DateTimeOffset before, int atMost, CancellationToken cancellationToken) => Task.FromResult(0);
    }

    private sealed class ScriptedSink : ISessionEventSink
    {
        private ImmutableArray<SessionEvent> _taken = [];

        public bool Fails { get; set; }

        public ImmutableArray<SessionEvent> Taken => _taken;

        public Task WriteAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken)
        {
            if (Fails)
            {
                throw new IOException("The test's sink is away.");
            }

            ImmutableInterlocked.Update(ref _taken, static (taken, more) => taken.AddRange(more), events);
            return Task.CompletedTask;
        }
    }
}
