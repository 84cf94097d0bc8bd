using Orleans.Runtime;
using SessionCluster.Grains.Membership;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>A protection that is switched off: a cold activation answers at once.</summary>
internal sealed class NoQuarantine : IQuarantine
{
    public bool IsOver(GrainAddress activation) => true;

    public ValueTask<bool> WaitAsync(GrainAddress activation) => new(true);
}
