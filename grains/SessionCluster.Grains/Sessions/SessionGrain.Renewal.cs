using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Grains.Sessions;

/// <summary>Shape only: filled in by the room's owner.</summary>
internal sealed partial class SessionGrain
{
    public Task<SessionVerdict> Prove(ProveCall call) => throw new NotImplementedException();
}
