using Orleans.Hosting;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Subjects;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>A turn is a one-way call: a message that expires, or an activation that goes, takes it along (P-S3). The entry goes on refusing; the tombstones must come all the same.</summary>
public sealed class LostTurnTests
{
    private static readonly TimeSpan RewakeInterval = TimeSpan.FromSeconds(30);

    [Fact]
    [Rule("P-S3"), Rule("L14")]
    public async Task A_subject_whose_turn_got_lost_is_woken_again_by_the_log()
    {
        var lost = new LostTurns();
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ConfigureSilo = silo => silo.AddIncomingGrainCallFilter(lost));
        var subject = SessionSamples.NewSubject();
        var ids = await cluster.AdmitAsync(subject, 3);

        await cluster.RevokeAllAsync(subject);
        await lost.Once;
        Assert.Equal(0, await cluster.CountAcceptedAsync(ids));
        cluster.Clock.Advance(RewakeInterval - TimeSpan.FromSeconds(1));
        await cluster.ListAsync(subject);
        Assert.All(ids, id => Assert.False(cluster.Storage.HasTombstone(id)));

        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await cluster.Storage.UntilPrunedAsync(subject);

        Assert.All(ids, id => Assert.True(cluster.Storage.HasTombstone(id)));
    }

    /// <summary>Loses the first turn.</summary>
    private sealed class LostTurns : IIncomingGrainCallFilter
    {
        private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Once => _lost.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public Task Invoke(IIncomingGrainCallContext context) =>
            context.InterfaceMethod.DeclaringType == typeof(ISubjectLifecycleGrain) && _lost.TrySetResult() ? Task.CompletedTask : context.Invoke();
    }
}
