using SessionCluster.Abstractions.Renewal;

namespace SessionCluster.Grains.Subjects;

/// <summary>Shape only: filled in by the room's owner.</summary>
internal sealed partial class SubjectGrain
{
    public Task<RenewalOutcome> StepUp(RenewalCall call) => throw new NotImplementedException();

    public Task<RenewalOutcome> Reauthenticate(RenewalCall call) => throw new NotImplementedException();
}
