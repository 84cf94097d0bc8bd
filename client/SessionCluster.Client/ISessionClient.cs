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
}
