using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Clients;

/// <summary>Nothing but <c>Unavailable</c> comes from a cluster that is not there, in bounded time, and no exception (G6).</summary>
public sealed class ClusterGoneTests
{
    // Nobody is there to answer.
    private static readonly TimeSpan Quickly = TimeSpan.FromMilliseconds(5);

    [Fact]
    [Rule("G6"), Rule("N18"), Rule("L21")]
    public async Task When_its_only_silo_has_died_every_operation_is_unavailable_once_the_patience_is_over()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var subject = SessionSamples.NewSubject();
        var session = await cluster.EstablishedAsync(cluster.Establish(subject));
        await cluster.Cluster.KillSiloAsync((InProcessSiloHandle)cluster.Cluster.Silos[0]);

        var asking = cluster.AskAllAsync(cluster.Client, subject, session);

        Assert.All(await cluster.PassTimeAsync(asking, Quickly), answer => Assert.Equal("unavailable: Timeout", answer.Value));
    }

    [Fact]
    [Rule("G6")]
    public async Task A_client_that_was_stopped_says_so_of_every_operation()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var subject = SessionSamples.NewSubject();
        var session = await cluster.EstablishedAsync(cluster.Establish(subject));
        var client = cluster.Client;
        await cluster.Cluster.StopClusterClientAsync();

        var asking = cluster.AskAllAsync(client, subject, session);

        Assert.All(await cluster.PassTimeAsync(asking, Quickly), answer => Assert.Equal("unavailable: Timeout", answer.Value));
    }

    [Fact]
    [Rule("G6"), Rule("N18")]
    public async Task While_the_fence_is_not_held_every_operation_is_unavailable_and_nothing_has_changed_after()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ConfigureSilo = silo => silo.AddCohostedEdge(options));
        var subject = SessionSamples.NewSubject();
        var session = await cluster.EstablishedAsync(cluster.Establish(subject));
        cluster.Fence.Drop();

        foreach (var client in new[] { cluster.Client, cluster.CohostedClient() })
        {
            Assert.All(await cluster.PassTimeAsync(cluster.AskAllAsync(client, subject, session)), answer => Assert.Equal("unavailable: Fence", answer.Value));
        }

        cluster.Fence.Take();
        Assert.Equal(0, cluster.Storage.Subject(subject)!.CutOff is null ? 0 : 1);
    }
}
