using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Cluster;
using SessionCluster.Silo.Endpoints.Establishment;
using SessionCluster.Silo.Endpoints.Events;
using SessionCluster.Silo.Endpoints.Holder;
using SessionCluster.Silo.Endpoints.Janitor;
using SessionCluster.Silo.Endpoints.Locks;
using SessionCluster.Silo.Endpoints.OAuth;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Renewal;
using SessionCluster.Silo.Endpoints.Revocation;
using SessionCluster.Silo.Endpoints.Rotation;
using SessionCluster.Silo.Endpoints.Sessions;
using SessionCluster.Silo.Endpoints.Signals;
using SessionCluster.Silo.Endpoints.Subjects;
using SessionCluster.Silo.Endpoints.Validation;

namespace SessionCluster.Silo.Endpoints.OpenApi;

/// <summary>Every call of the policy table as the OpenAPI document describes it.</summary>
internal static class EndpointDescriptors
{
    // Whoever calls anything may get these.
    private static readonly string[] Every = [ProblemCodes.Malformed, ProblemCodes.UnsupportedParameter, ProblemCodes.InvalidClient, ProblemCodes.InternalError];
    private static readonly string[] Guarded = [.. Every, ProblemCodes.Forbidden];
    private static readonly string[] Asking = [.. Guarded, ProblemCodes.Unavailable];
    private static readonly string[] Anybody = [ProblemCodes.UnsupportedParameter, ProblemCodes.InternalError];
    private static readonly string[] Holding =
    [
        .. Anybody, ProblemCodes.Malformed, ProblemCodes.TokenRequired, ProblemCodes.InvalidToken, ProblemCodes.InvalidDpopProof, ProblemCodes.UseDpopNonce,
        ProblemCodes.InsufficientUserAuthentication, ProblemCodes.RateLimited, ProblemCodes.Unavailable,
    ];

    private static readonly string[] Renewing =
    [
        ProblemCodes.SessionRefused, ProblemCodes.Conflict, ProblemCodes.Assurance, ProblemCodes.Reauthenticate, ProblemCodes.SessionLimit, ProblemCodes.UnknownClass, ProblemCodes.BindingRequired,
        ProblemCodes.AudienceLimit, ProblemCodes.DelegationOnly, ProblemCodes.RateLimited,
    ];

    private static readonly string[] WithBody = [.. Asking, ProblemCodes.TooLarge, ProblemCodes.UnsupportedMediaType];

    public static IReadOnlyList<EndpointDescriptor> All { get; } =
    [
        new("establish", "Begins a session after an authentication event.", EndpointPolicies.Establish)
        {
            Request = EstablishMembers.Request,
            Answer = EstablishMembers.Answer,
            Status = StatusCodes.Status201Created,
            Codes =
            [
                .. WithBody, ProblemCodes.AudienceNotPermitted, ProblemCodes.Conflict, ProblemCodes.UnknownClass, ProblemCodes.BindingRequired, ProblemCodes.Assurance,
                ProblemCodes.Reauthenticate, ProblemCodes.SessionLimit, ProblemCodes.AudienceLimit, ProblemCodes.DelegationOnly,
            ],
        },
        new("validate", "Decides about a presented token.", EndpointPolicies.Validate)
        {
            Request = ValidateMembers.Request,
            Answer = ValidateMembers.Answer,
            Codes = [.. WithBody, ProblemCodes.AudienceNotPermitted, ProblemCodes.RateLimited],
        },
        new("rotate", "Gives a successor of a token to its holder.", EndpointPolicies.Rotate)
        {
            Request = RotateMembers.Request,
            Answer = EstablishMembers.Answer,
            Codes = [.. WithBody, ProblemCodes.SessionRefused, ProblemCodes.Conflict, ProblemCodes.RateLimited],
        },
        new("stepUp", "Raises a session's assurance after its subject authenticated again.", EndpointPolicies.StepUp)
        {
            Request = RenewalMembers.Request,
            Answer = EstablishMembers.Answer,
            Codes = [.. WithBody, .. Renewing],
        },
        new("reauthenticate", "Establishes a successor of a session after its subject authenticated again, and ends the session.", EndpointPolicies.Reauthenticate)
        {
            Request = RenewalMembers.Request,
            Answer = EstablishMembers.Answer,
            Status = StatusCodes.Status201Created,
            Codes = [.. WithBody, .. Renewing],
        },
        new("revoke", "Ends one session, by token or by handle.", EndpointPolicies.Revoke)
        {
            Request = RevokeMembers.Request,
            Answer = RevokeMembers.Answer,
            Codes = [.. WithBody, ProblemCodes.UnknownSession, ProblemCodes.RateLimited],
        },
        new("end", "Ends the session of its holder, who presents the token and shows possession of its key.", EndpointPolicies.End)
        {
            Status = StatusCodes.Status204NoContent,
            Codes = Holding,
        },
        new("ownSessions", "Lists the live sessions of a holder's own subject.", EndpointPolicies.OwnSessions) { Answer = OwnSessionsMembers.Answer, Codes = Holding },
        new("endOwnSession", "Ends one of the sessions of a holder's own subject.", EndpointPolicies.EndOwnSession)
        {
            Status = StatusCodes.Status204NoContent,
            Codes = [.. Holding, ProblemCodes.UnknownSession],
        },
        new("signal", "Reports what a service noticed about a session.", EndpointPolicies.Signal)
        {
            Request = SignalMembers.Request,
            Status = StatusCodes.Status202Accepted,
            Codes = [.. WithBody, ProblemCodes.RateLimited],
        },
        new("revokeSubject", "Ends every session of a subject that was admitted before.", EndpointPolicies.RevokeSubject)
        {
            Request = RevokeSubjectMembers.Request,
            Answer = RevokeSubjectMembers.Answer,
            Codes = [.. WithBody, ProblemCodes.KeepRefused],
        },
        new("info", "Tells what is known of a session.", EndpointPolicies.Info)
        {
            Answer = InfoMembers.Answer,
            Codes = [.. Asking, ProblemCodes.UnknownSession, ProblemCodes.RateLimited],
        },
        new("list", "Lists a subject's live sessions.", EndpointPolicies.List) { Answer = SubjectSessionsMembers.Answer, Codes = Asking },
        new("lock", "Locks a client, a key, a device or everything, on every silo.", EndpointPolicies.Lock)
        {
            Request = LockMembers.Request,
            Answer = LockMembers.Answer,
            Status = StatusCodes.Status201Created,
            Codes = [.. WithBody, ProblemCodes.LockLimit],
        },
        new("locks", "Lists the locks that stand.", EndpointPolicies.Locks) { Answer = LockMembers.List, Codes = Asking },
        new("unlock", "Removes a lock.", EndpointPolicies.Unlock) { Status = StatusCodes.Status204NoContent, Codes = [.. Asking, ProblemCodes.NotFound] },
        new("introspect", "Tells a client whether a token is live for it (RFC 7662).", EndpointPolicies.Introspect)
        {
            Request = TokenMembers.Request,
            Format = BodyFormat.Form,
            Answer = TokenMembers.Answer,
            Codes = [.. WithBody, ProblemCodes.RateLimited],
        },
        new("revokeToken", "Ends the session of a token that the client holds or established (RFC 7009).", EndpointPolicies.RevokeToken)
        {
            Request = TokenMembers.Request,
            Format = BodyFormat.Form,
            Codes = [.. WithBody, ProblemCodes.RateLimited],
        },
        new("metadata", "What OAuth clients ask first (RFC 8414).", EndpointPolicies.Metadata) { Answer = MetadataMembers.Answer, Codes = Anybody },
        new("cluster", "Tells of every silo what it says of itself.", EndpointPolicies.Cluster) { Answer = ClusterMembers.Answer, Codes = Guarded },
        new("events", "Tells of events: a page, or as they come.", EndpointPolicies.Events) { Answer = EventsMembers.Answer, Streamed = EventsMembers.Event, Codes = Asking },
        new("janitor", "Tells what the janitor did and where it is.", EndpointPolicies.Janitor) { Answer = JanitorMembers.Answer, Codes = Asking },
        new("metrics", "Metrics in Prometheus' text format.", EndpointPolicies.Metrics) { Codes = Guarded },
        new("document", "This document.", EndpointPolicies.Document) { Codes = Every },
    ];
}
