using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;

namespace SessionCluster.Abstractions.Grains;

/// <summary>One subject: admits sessions, lists them, ends all of them. Key: <see cref="Identifiers.SubjectKey"/> as 32 hexadecimal characters.</summary>
[GrainInterfaceType("sc.subject"), Alias("sc.ISubjectGrain")]
public interface ISubjectGrain : IGrainWithStringKey
{
    /// <summary>Admits a session (P-S1).</summary>
    [Alias("Establish"), ResponseTimeout("00:00:30")]
    Task<EstablishOutcome> Establish(EstablishCall call);

    /// <summary>Raises a session's assurance within its absolute deadline, under a new secret; the one before is dead without grace.</summary>
    [Alias("StepUp"), ResponseTimeout("00:00:30")]
    Task<RenewalOutcome> StepUp(RenewalCall call);

    /// <summary>Establishes a successor of a session and ends it (ASVS 7.2.4, N7).</summary>
    [Alias("Reauthenticate"), ResponseTimeout("00:00:30")]
    Task<RenewalOutcome> Reauthenticate(RenewalCall call);

    /// <summary>Ends every session admitted before (P-S2). Every call is a cut-off of its own.</summary>
    [Alias("Revoke"), ResponseTimeout("00:00:30")]
    Task<RevokeOutcome> Revoke(RevokeSubjectCall call);

    /// <summary>Lists a page of sessions.</summary>
    [Alias("List"), ResponseTimeout("00:00:30")]
    Task<ListOutcome> List(ListCall call);
}
