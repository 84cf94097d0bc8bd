using SessionCluster.Grains.Fence;

namespace SessionCluster.TestSilo.Fence;

/// <summary>No fence: what a silo would do that never asks whether it may still answer.</summary>
internal sealed class OpenFence : ISiloFence
{
    public bool TryGetTerm(out FenceTerm term)
    {
        term = new(1);
        return true;
    }

    public bool Holds(FenceTerm term) => true;
}
