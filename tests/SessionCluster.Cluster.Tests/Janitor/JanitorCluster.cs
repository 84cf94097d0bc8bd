using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Janitor;
using SessionCluster.Tests.Shared.Events;

namespace SessionCluster.Cluster.Tests.Janitor;

/// <summary>A cluster that is cleaned: a sweep takes a minute.</summary>
internal sealed class JanitorCluster : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private JanitorCluster(SessionTestCluster cluster, TestRanges.Journal journal, EventsInMemory events) => (Cluster, Journal, Events) = (cluster, journal, events);

    public SessionTestCluster Cluster { get; private set; }

    public TestRanges.Journal Journal { get; }

    public EventsInMemory Events { get; }

    public IJanitorGrain Grain => Cluster.SiloGrains.GetGrain<IJanitorGrain>(JanitorGrain.Key);

    public static async Task<JanitorCluster> StartAsync(Action<SessionTestOptions>? configure = null, TimeSpan? retention = null)
    {
        var journal = new TestRanges.Journal();
        EventsInMemory? events = null;
        var cluster = await SessionTestCluster.StartAsync(options =>
        {
            events = new(options.Clock);
            options.ReplaceServicesOf = (name, services) =>
            {
                services.AddSingleton<IRowRanges>(new TestRanges(options.Storage, name, journal));
                services.AddSingleton<ISessionEventStore>(events);
                services.Configure<JanitorOptions>(janitor => (janitor.Interval, janitor.EventRetention) = (Interval, retention));
            };
            configure?.Invoke(options);
        });
        return new(cluster, journal, events!);
    }

    /// <summary>Goes on with what a restart finds.</summary>
    public async Task RestartAfterCrashAsync() => Cluster = await Cluster.RestartAfterCrashAsync();

    /// <summary>Moves the clock by a whole sweep, shard by shard, so that one that begins now ends. Answers it.</summary>
    public async Task<SweepReport> SweepAsync()
    {
        // One that is under way is ended first, and the next is not due before its time.
        var begun = (await Grain.GetReport()).Sweep is { EndedAt: null } sweep ? sweep.Number : 0;
        await UntilAsync(report => report.EndedAt is not null && report.Number >= begun);
        var next = (await Grain.GetReport()).Sweep!.Number + 1;
        return await UntilAsync(report => report.EndedAt is not null && report.Number >= next);
    }

    public async Task<SweepReport> UntilAsync(Func<SweepReport, bool> condition)
    {
        for (var tries = 0; ; tries++)
        {
            Assert.True(tries < 2000, $"After {tries} pieces of work the janitor is at {(await Grain.GetReport()).Sweep}.");
            await Grain.Work();
            if ((await Grain.GetReport()).Sweep is { } sweep && condition(sweep))
            {
                return sweep;
            }

            Cluster.Clock.Advance(Interval / 256);
        }
    }

    /// <summary>Puts rows of live sessions, as many as are asked for, without asking anybody.</summary>
    public void PutLive(int count)
    {
        var now = Cluster.Clock.GetUtcNow();
        var random = new Random(count);
        var bytes = new byte[SessionId.RandomSize];
        for (var index = 0; index < count; index++)
        {
            random.NextBytes(bytes);
            var id = SessionId.Create((byte)index, now.AddHours(12), bytes);
            Cluster.Storage.Put("session", id.ToString(), new SessionState { Id = id });
        }
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
