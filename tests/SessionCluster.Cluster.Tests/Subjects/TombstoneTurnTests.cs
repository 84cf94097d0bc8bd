using Orleans.Hosting;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>Tombstones come in bounded turns (P-S3, L13): neither memory nor the wait of another caller grows with the number of sessions.</summary>
public sealed class TombstoneTurnTests
{
    private const int Turn = 50;

    private const int Sessions = 500;

    [Fact]
    [Rule("P-S3"), Rule("L13"), Rule("L14")]
    public async Task However_many_sessions_there_are_fifty_are_ended_at_a_time_and_others_are_answered_in_between()
    {
        var held = new HeldTombstones();
        var running = new RunningEnds();
        await using var cluster = await SessionTestCluster.StartAsync(options =>
        {
            held.Configure(options);
            options.ConfigureSilo += silo => silo.AddIncomingGrainCallFilter(running);
        });
        var subject = SessionSamples.NewSubject();
        await cluster.AdmitAsync(subject, Sessions);
        using var journal = new WriteJournal(cluster.Storage);
        await cluster.RevokeAllAsync(subject);
        await held.Reached;

        // It queues behind the turn that is under way, and before the next one: a call within the silo is in its queue at once.
        cluster.Clock.Advance(TimeSpan.FromSeconds(6));
        var admitting = cluster.SiloGrains.GetGrain<ISubjectGrain>(subject.Key.ToString()).Establish(cluster.Call(subject));
        held.Release();
        var admitted = Assert.IsType<EstablishOutcome.Established>(await admitting).Id;
        await cluster.Storage.UntilPrunedAsync(subject);

        Assert.Equal(Turn, journal.Rows.TakeWhile(row => row != $"session/{admitted}").Count(row => row.StartsWith("session/", StringComparison.Ordinal)));
        Assert.Equal(Sessions + 1, journal.Rows.Count(row => row.StartsWith("session/", StringComparison.Ordinal)));
        Assert.InRange(running.Most, 2, Turn);

        // Cut-off, contained, one for each turn, and the new session's line.
        Assert.Equal(2 + (Sessions / Turn) + 1, journal.Rows.Count(row => row == $"subject/{subject.Key}"));
        Assert.Equal("accepted", await cluster.PresentAsync(admitted));
    }

    /// <summary>How many sessions are being ended at once.</summary>
    private sealed class RunningEnds : IIncomingGrainCallFilter
    {
        private readonly Lock _lock = new();
        private int _running;

        public int Most { get; private set; }

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            var counts = context.InterfaceMethod.DeclaringType == typeof(ISessionLifecycleGrain) && context.MethodName == nameof(ISessionLifecycleGrain.End);
            Move(counts ? 1 : 0);
            try
            {
                await context.Invoke();
            }
            finally
            {
                Move(counts ? -1 : 0);
            }
        }

        private void Move(int by)
        {
            lock (_lock)
            {
                _running += by;
                Most = Math.Max(Most, _running);
            }
        }
    }
}
