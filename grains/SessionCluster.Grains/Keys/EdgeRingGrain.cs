using Orleans.Concurrency;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Grains.Keys;

/// <summary>Tells clients what this silo's edge ring is, by ids and digests.</summary>
[GrainType("edge-ring"), StatelessWorker]
internal sealed class EdgeRingGrain(IGrainContext context, EdgeRing ring) : IGrainBase, IEdgeRingGrain
{
    public IGrainContext GrainContext => context;

    public ValueTask<KeyRingDescription> Describe() => new(ring.Current.Describe());
}
