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

    private readonly Dictionary<long, SweepReport> _seen = [];

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

    /// <summary>Moves the clock, shard by shard, until a sweep that began from now on has ended. Answers what was done meanwhile: one that was under way is ended first.</summary>
    /// <param name="grain">Whose sweep; that of the one janitor by default.</param>
    public async Task<SweepReport> SweepAsync(IJanitorGrain? grain = null)
    {
        grain ??= Grain;
        var wanted = ((await grain.GetReport()).Sweep?.Number ?? 0) + 1;
        _seen.Clear();
        var last = await UntilAsync(sweep => sweep.EndedAt is not null && sweep.Number >= wanted, grain);
        return last with
        {
            Rows = _seen.Values.Sum(sweep => sweep.Rows),
            Subjects = _seen.Values.Sum(sweep => sweep.Subjects),
            Failures = _seen.Values.Sum(sweep => sweep.Failures),
        };
    }

    public async Task<SweepReport> UntilAsync(Func<SweepReport, bool> condition, IJanitorGrain? grain = null)
    {
        grain ??= Grain;
        for (var tries = 0; ; tries++)
        {
            Assert.True(tries < 2000, $"After {tries} pieces of work the janitor is at {(await grain.GetReport()).Sweep}.");
            await grain.Work();
            if ((await grain.GetReport()).Sweep is { } sweep)
            {
                _seen[sweep.Number] = sweep;
                if (condition(sweep))
                {
                    return sweep;
                }
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
