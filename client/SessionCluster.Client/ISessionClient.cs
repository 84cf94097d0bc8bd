using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client;

/// <summary>
/// The one edge of SessionCluster: what API services, login services and operators call, inside a silo or from outside through a gateway.
/// Refusals are results, and so is a cluster that does not answer (<c>Unavailable</c>); an exception is a fault of the caller (an argument out of range), the caller's own cancellation, or a fault of
/// this library. Cancelling stops the waiting and not what was sent: its outcome is unknown.
/// </summary>
public interface ISessionClient
{
    /// <summary>Establishes a session from an authentication event. Call it once per event; after <see cref="EstablishResult.Unavailable"/> authenticate again.</summary>
    Task<EstablishResult> EstablishAsync(EstablishDescriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>
    /// Decides about a presented token. A malformed, forged, foreign or expired token is refused here, without asking the cluster.
    /// The verdict speaks of this moment: never keep or share it.
    /// </summary>
    ValueTask<SessionVerdict> ValidateAsync(ValidateDescriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells whether a token stands for a session that is live for one of the caller's services (RFC 7662). Unlike a validation it asks for no possession, consumes neither proof nor use, and is no activity:
    /// a service that can validate should. Every refusal is one: inactive.
    /// </summary>
    ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>Ends a session on its holder's word: token and possession, for a request to this service itself.</summary>
    Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>Ends one session, by token or by id. Once this returns a receipt, no validation that starts later is accepted.</summary>
    Task<RevokeResult> RevokeAsync(RevokeDescriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>Ends every session of a subject that was admitted before, in one durable write whatever their number.</summary>
    Task<RevokeResult> RevokeSubjectAsync(RevokeSubjectDescriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>Tells what is known of a session; never a secret.</summary>
    Task<InfoResult> GetInfoAsync(SessionId id, CancellationToken cancellationToken = default);

    /// <summary>Lists a page of a subject's live sessions, in the order of their ids.</summary>
    /// <param name="subject">The subject; one that is not known has no sessions.</param>
    /// <param name="after">The <see cref="ListResult.Page.Next"/> of the page before; unset for the first.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<ListResult> ListAsync(SubjectId subject, SessionId after = default, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a successor of a token to its holder. The successor becomes current when it is first presented, and the token that was presented is accepted a little longer (the class's grace): nothing is lost when this answer is.
    /// Asking again with the same <see cref="RotateDescriptor.RotationId"/> gives the same successor.
    /// </summary>
    Task<RotateResult> RotateAsync(RotateDescriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>
    /// Raises a session's assurance within its absolute deadline after its subject authenticated again, and reopens one that is idle or locked by itself. The token that was presented is dead without grace.
    /// Call it once per authentication event; after <see cref="RenewalResult.Unavailable"/> authenticate again.
    /// </summary>
    Task<RenewalResult> StepUpAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>Establishes a successor of a session after its subject authenticated again, with lifetimes of its own, and ends the session that was presented. Once per authentication event, like <see cref="StepUpAsync"/>.</summary>
    Task<RenewalResult> ReauthenticateAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>Lists a page of the live sessions of a holder's own subject, in the order of their ids.</summary>
    /// <param name="descriptor">What is presented. It must be active; this is no activity, and consumes the proof.</param>
    /// <param name="after">The <see cref="OwnListResult.Page.Next"/> of the page before; unset for the first.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<OwnListResult> ListOwnAsync(HolderDescriptor descriptor, SessionId after = default, CancellationToken cancellationToken = default);

    /// <summary>Ends one of the sessions of a holder's own subject, the holder's among them.</summary>
    /// <param name="descriptor">What is presented. It must be active.</param>
    /// <param name="id">The session to end.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<OwnEndResult> EndOwnAsync(HolderDescriptor descriptor, SessionId id, CancellationToken cancellationToken = default);

    /// <summary>Reports what a service noticed about a session; what follows from it the session decides.</summary>
    Task<SignalResult> SignalAsync(SignalDescriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>Locks a client, a key, a device or everything: in force on every silo once this says so, also for sessions established later. It changes no session.</summary>
    Task<LockResult> LockAsync(LockOrder order, CancellationToken cancellationToken = default);

    /// <summary>Removes a lock.</summary>
    /// <param name="id">The lock's id.</param>
    /// <param name="caller">On whose word, for the record.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<UnlockResult> UnlockAsync(EventId id, ClientId caller, CancellationToken cancellationToken = default);

    /// <summary>Lists a page of the locks that stand, in the order of their ids.</summary>
    /// <param name="after">The <see cref="LockListResult.Page.Next"/> of the page before; <c>default</c> for the first.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<LockListResult> ListLocksAsync(EventId after = default, CancellationToken cancellationToken = default);
}
