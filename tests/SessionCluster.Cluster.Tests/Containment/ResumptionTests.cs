using Orleans.Hosting;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Containment;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Subjects;

namespace SessionCluster.Cluster.Tests.Containment;

/// <summary>After a start every subject with an entry is asked to go on (P-S3), so many at a time that the silo can be used meanwhile (L14).</summary>
public sealed class ResumptionTests
{
    private const int AtOnce = 100;

    [Fact]
    [Rule("P-S3"), Rule("L14"), Rule("L13")]
    public async Task Subjects_are_woken_a_hundred_a_second_and_all_of_them()
    {
        var woken = new Woken();
        await using var cluster = await ContainmentRows.StartAsync((2 * AtOnce) + 1, options => options.ConfigureSilo = silo => silo.AddIncomingGrainCallFilter(woken));

        // The log could not be read at the start: it is tried again after 5 s.
        foreach (var (seconds, expected) in new[] { (5, AtOnce), (1, 2 * AtOnce), (1, (2 * AtOnce) + 1), (60, (2 * AtOnce) + 1) })
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await woken.UntilAsync(expected);
        }

        Assert.Equal((2 * AtOnce) + 1, woken.Subjects);
    }

    [Fact]
    [Rule("P-S3"), Rule("P-C3")]
    public async Task Locks_wake_nobody()
    {
        var woken = new Woken();
        await using var cluster = await ContainmentRows.StartAsync(1, options => options.ConfigureSilo = silo => silo.AddIncomingGrainCallFilter(woken));
        var key = ContainmentRows.Subject(0).Key.ToString();
        var entries = cluster.Storage.AllEntries().Append(ContainmentEntry.Of(2, new SessionLockEntry(LockCalls.NewId(), LockCalls.Order(LockDimension.Client, key), cluster.Clock.GetUtcNow())));
        ContainmentRows.Fill(cluster.Storage, entries, ContainmentLimits.EntriesPerSegment);

        cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        await woken.UntilAsync(1);
        Assert.Equal(1, woken.Subjects);
    }

    /// <summary>Counts the calls that ask a subject to go on.</summary>
    private sealed class Woken : IIncomingGrainCallFilter
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _subjects = new();
        private int _calls;

        public int Subjects => _subjects.Count;

        public async Task UntilAsync(int calls)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (Volatile.Read(ref _calls) < calls)
            {
                await Task.Delay(5, limit.Token);
            }

            Assert.Equal(calls, Volatile.Read(ref _calls));
        }

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod.DeclaringType == typeof(ISubjectLifecycleGrain))
            {
                _subjects[context.TargetId.Key.ToString()!] = 1;
                Interlocked.Increment(ref _calls);
            }

            return context.Invoke();
        }
    }
}
