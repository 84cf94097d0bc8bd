using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Grains.Sessions;

/// <summary>Shape only: filled in by the rooms' owners.</summary>
internal sealed partial class SessionGrain
{
    public Task<RotateOutcome> Rotate(RotateCall call) => throw new NotImplementedException();

    public Task<SessionVerdict> Prove(ProveCall call) => throw new NotImplementedException();

    public Task<SignalOutcome> Signal(SignalCall call) => throw new NotImplementedException();
}
