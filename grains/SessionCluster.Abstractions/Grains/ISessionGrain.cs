using Orleans.Concurrency;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Grains;

/// <summary>One session, as the edge sees it. Key: the session id's 32 hexadecimal characters.</summary>
[GrainInterfaceType("sc.session"), Alias("sc.ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Decides about a presentation. Interleaves, so that a storage write in progress never delays it; accepting does no storage I/O, except to reserve uses.</summary>
    [Alias("Validate"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    ValueTask<SessionVerdict> Validate(ValidateCall call);

    /// <summary>Ends the session. Repeating it gives the first receipt again.</summary>
    [Alias("Revoke"), ResponseTimeout("00:00:30")]
    Task<RevokeOutcome> Revoke(RevokeCall call);

    /// <summary>Tells an operator what is known.</summary>
    [Alias("GetInfo"), ResponseTimeout("00:00:30")]
    Task<InfoOutcome> GetInfo(InfoCall call);
}
