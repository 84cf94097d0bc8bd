using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Membership;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Cluster.Tests.Clusters;

/// <summary>A silo that stops hands its sessions over, loses nothing, and makes nobody wait: its fence is given up when its activations have left, before it leaves the directory, and that is announced (P-F5).</summary>
public sealed class CleanStopTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _announced = new();
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options =>
    {
        options.Silos = 2;
        options.OwnFence = true;
        options.ReplaceServices = services => services.AddSingleton<ISiloPeers>(provider => new WatchedPeers(provider, () => _announced.Enqueue(Describe(provider))));
    });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("P-F5"), Rule("P-W6"), Rule("P-R4"), Rule("G3"), Rule("G5"), Rule("L20"), Rule("N10")]
    public async Task Its_sessions_go_on_elsewhere_at_once_with_every_last_use_and_every_count()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _cluster.AdmitAsync(SessionSamples.NewSubject())));
        var counted = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _cluster.AdmitWithUsesAsync(16)));
        var revoked = await _cluster.AdmitInAsync(0);
        await _cluster.RevokeAsync(revoked);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(30));
        var used = _cluster.Clock.GetUtcNow();
        await Task.WhenAll(ids.Select(id => _cluster.PresentAsync(id)));
        await Task.WhenAll(counted.Select(id => _cluster.UseAsync(id, 5)));
        Assert.NotEmpty(_cluster.Silo(0).ActivationsIn("session"));
        var stopped = _cluster.Silo(0).SiloAddress;

        await _cluster.Cluster.StopSiloAsync(_cluster.Silo(0));

        // Not one of them is answered 'unavailable', cold or not.
        Assert.All(await Task.WhenAll(ids.Select(id => _cluster.PresentAsync(0, id, Abstractions.Validation.SessionActivity.None))), verdict => Assert.Equal("accepted", verdict));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(0, revoked));
        Assert.All(ids, id => Assert.Equal(used, _cluster.InfoAsync(id).GetAwaiter().GetResult().LastUsedAt));
        Assert.All(await Task.WhenAll(counted.Select(id => _cluster.UseAsync(id, 100))), left => Assert.Equal(11, left));
        Assert.All(ids, id => Assert.Single(_cluster.Activations(id)));

        var deaths = _cluster.Of<DeathWatch>(0);
        Assert.Null(deaths.Current.LatestUnclean);
        Assert.True(deaths.IsHarmless(stopped));
    }

    [Fact]
    [Rule("P-F5")]
    public async Task The_fence_is_given_up_when_the_activations_have_left_and_the_directory_has_not_been_left()
    {
        await _cluster.AdmitInAsync(0);

        await _cluster.Cluster.StopSiloAsync(_cluster.Silo(0));

        Assert.Equal("activations: 0, fence: the silo has stopped, status: ShuttingDown, directory left: False", Assert.Single(_announced));
    }

    [Fact]
    [Rule("P-F5"), Rule("G6")]
    public async Task A_silo_that_can_tell_nobody_makes_the_others_wait_and_nothing_else()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options =>
        {
            options.Silos = 2;
            options.OwnFence = true;
            options.ReplaceServices = services => services.AddSingleton<ISiloPeers>(provider => new WatchedPeers(provider, () => throw new IOException("not reached")));
        });
        var cold = await cluster.AdmitInAsync(1);
        await cluster.DeactivateAsync(cold);

        await cluster.Cluster.StopSiloAsync(cluster.Silo(0));

        Assert.NotNull(cluster.Of<DeathWatch>(0).Current.LatestUnclean);
        Assert.Equal("unavailable: Quarantine", await cluster.PresentAsync(0, cold));
    }

    /// <summary>What is so in a silo at the moment when it tells the others that it leaves.</summary>
    private static string Describe(IServiceProvider silo)
    {
        var activations = silo.GetRequiredService<SiloActivations>();
        var lifecycle = silo.GetRequiredService<ISiloLifecycle>();
        return $"activations: {activations.Sessions}, fence: {silo.GetRequiredService<SiloFence>().EndedBecause}, status: {silo.GetRequiredService<ISiloStatusOracle>().CurrentStatus}, directory left: {lifecycle.LowestStoppedStage < ServiceLifecycleStage.BecomeActive - 1}";
    }

    private sealed class WatchedPeers(IServiceProvider provider, Action onLeave) : ISiloPeers
    {
        private readonly SiloPeers _peers = new(provider);

        public Task<bool> OfferAsync(SiloAddress silo, ContainmentChange change) => _peers.OfferAsync(silo, change);

        public Task AnnounceLeaveAsync(SiloAddress silo, SiloAddress leaving)
        {
            onLeave();
            return _peers.AnnounceLeaveAsync(silo, leaving);
        }
    }
}
