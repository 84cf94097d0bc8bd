using Orleans.Placement;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Benchmarks.Memory;

/// <summary>An empty grain with persistent state, in the same store.</summary>
[GrainType("floor"), HashBasedPlacement]
internal sealed class FloorGrain(
    IGrainContext context,
    [PersistentState(SessionStorage.StateName, SessionStorage.ProviderName)] IPersistentState<FloorState> state) : IGrainBase, IFloorGrain
{
    public IGrainContext GrainContext => context;

    public Task Touch() => state.RecordExists ? Task.CompletedTask : state.WriteStateAsync();
}
