using Orleans.Concurrency;
using Orleans.Placement;

namespace SessionCluster.Comparison.Serving;

/// <summary>Answers.</summary>
[GrainType("empty"), HashBasedPlacement, Reentrant]
internal sealed class EmptyGrain(IGrainContext context) : IGrainBase, IEmptyGrain
{
    public IGrainContext GrainContext => context;

    public ValueTask<EmptyAnswer> Nothing(EmptyCall call) => new(EmptyAnswer.Instance);
}
