using System.Collections.Concurrent;
using Orleans.Runtime;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Peers that answer as a test says, and note what they were told.</summary>
internal sealed class ScriptedPeers : ISiloPeers
{
    private readonly ConcurrentQueue<(SiloAddress Told, SiloAddress Leaving)> _leaves = new();

    public Func<SiloAddress, ContainmentChange, Task<bool>> OnOffer { get; set; } = (_, _) => Task.FromResult(true);

    public Func<SiloAddress, Task> OnLeave { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyCollection<(SiloAddress Told, SiloAddress Leaving)> Leaves => [.. _leaves];

    public Task<bool> OfferAsync(SiloAddress silo, ContainmentChange change) => OnOffer(silo, change);

    public Task AnnounceLeaveAsync(SiloAddress silo, SiloAddress leaving)
    {
        _leaves.Enqueue((silo, leaving));
        return OnLeave(silo);
    }
}
