using Orleans.Concurrency;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Grains;

/// <summary>One session, as the edge sees it. Key: the session id's 32 hexadecimal characters.</summary>
[GrainInterfaceType("sc.session"), Alias("sc.ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Decides about a presentation. Interleaves, so that a storage write in progress never delays it; accepting does no storage I/O, except to reserve uses.</summary>
    [Alias("Validate"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    ValueTask<SessionVerdict> Validate(ValidateCall call);

    /// <summary>
    /// Tells whether the session is live for one of the caller's services, and what it is (RFC 7662). It asks for no possession, consumes no proof and no use, and is no activity (N6, D14).
    /// </summary>
    [Alias("Introspect"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    ValueTask<SessionVerdict> Introspect(IntrospectCall call);

    /// <summary>Gives a successor of the presented secret (P-T1): derived, so that asking again gives the same.</summary>
    [Alias("Rotate"), ResponseTimeout("00:00:30")]
    Task<RotateOutcome> Rotate(RotateCall call);

    /// <summary>Tells whether the holder shows to hold this session, and that it is active (N13). It consumes the proof, and is no activity.</summary>
    [Alias("Prove"), ResponseTimeout("00:00:30")]
    Task<SessionVerdict> Prove(ProveCall call);

    /// <summary>Takes what a client reports about the session.</summary>
    [Alias("Signal"), ResponseTimeout("00:00:30")]
    Task<SignalOutcome> Signal(SignalCall call);

    /// <summary>Ends the session on its holder's word: token and possession, as for a validation.</summary>
    [Alias("End"), ResponseTimeout("00:00:30")]
    Task<EndOutcome> End(EndCall call);

    /// <summary>Ends the session. Repeating it gives the first receipt again.</summary>
    [Alias("Revoke"), ResponseTimeout("00:00:30")]
    Task<RevokeOutcome> Revoke(RevokeCall call);

    /// <summary>Tells an operator what is known.</summary>
    [Alias("GetInfo"), ResponseTimeout("00:00:30")]
    Task<InfoOutcome> GetInfo(InfoCall call);
}
