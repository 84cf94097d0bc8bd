using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>A protection that is switched off: a fence that always holds.</summary>
internal sealed class AlwaysHeld : ISiloFence
{
    public bool TryGetTerm(out FenceTerm term)
    {
        term = new(1);
        return true;
    }

    public bool Holds(FenceTerm term) => true;
}
