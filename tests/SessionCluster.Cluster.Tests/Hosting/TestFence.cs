using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>A fence that a test holds and drops by hand.</summary>
internal sealed class TestFence : ISiloFence
{
    private long _term = 1;
    private volatile bool _held = true;

    public void Drop() => _held = false;

    /// <summary>Takes it again, as a new term.</summary>
    public void Take()
    {
        Interlocked.Increment(ref _term);
        _held = true;
    }

    public bool TryGetTerm(out FenceTerm term)
    {
        term = new(Interlocked.Read(ref _term));
        return _held;
    }

    public bool Holds(FenceTerm term) => _held && term.Number == Interlocked.Read(ref _term);
}
