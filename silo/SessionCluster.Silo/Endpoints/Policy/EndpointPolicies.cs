using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Callers;

namespace SessionCluster.Silo.Endpoints.Policy;

/// <summary>The policy table: every call but health, who may make it, and the permission that a client needs. Endpoints are mapped from it, the OpenAPI document lists it, and the tests go through it.</summary>
internal static class EndpointPolicies
{
    public static EndpointPolicy Establish { get; } = new(HttpMethods.Post, "/sessions", CallerPermissions.Establish);

    public static EndpointPolicy Validate { get; } = new(HttpMethods.Post, "/sessions/validate", CallerPermissions.Validate);

    /// <summary>By <c>sid</c>: an administrator any session, others what they established. By token: not the administrator, who holds none.</summary>
    public static EndpointPolicy Revoke { get; } = new(HttpMethods.Post, "/sessions/revoke", CallerPermissions.Revoke | CallerPermissions.Administer) { ByToken = CallerPermissions.Revoke };

    /// <summary>The holder's own: token and possession say enough.</summary>
    public static EndpointPolicy End { get; } = new(HttpMethods.Post, "/sessions/end", CallerPermissions.None) { Admits = Admitted.Holder };

    /// <summary>Any client may carry a rotation: token and possession say enough.</summary>
    public static EndpointPolicy Rotate { get; } = new(HttpMethods.Post, ClusterPaths.Rotate, CallerPermissions.None);

    public static EndpointPolicy StepUp { get; } = new(HttpMethods.Post, ClusterPaths.StepUp, CallerPermissions.Establish);

    public static EndpointPolicy Reauthenticate { get; } = new(HttpMethods.Post, ClusterPaths.Reauthenticate, CallerPermissions.Establish);

    public static EndpointPolicy Signal { get; } = new(HttpMethods.Post, "/sessions/signal", CallerPermissions.Signal);

    public static EndpointPolicy OwnSessions { get; } = new(HttpMethods.Get, ClusterPaths.OwnSessions, CallerPermissions.None) { Admits = Admitted.Holder, Query = "after" };

    public static EndpointPolicy EndOwnSession { get; } = new(HttpMethods.Delete, $"{ClusterPaths.OwnSessions}/{{sid}}", CallerPermissions.None) { Admits = Admitted.Holder };

    public static EndpointPolicy RevokeSubject { get; } = new(HttpMethods.Post, "/subjects/{sub}/revoke", CallerPermissions.Revoke);

    public static EndpointPolicy Info { get; } = new(HttpMethods.Get, "/sessions/{sid}", CallerPermissions.Administer);

    public static EndpointPolicy List { get; } = new(HttpMethods.Get, "/subjects/{sub}/sessions", CallerPermissions.Administer) { Query = "after" };

    public static EndpointPolicy Lock { get; } = new(HttpMethods.Post, "/locks", CallerPermissions.Administer);

    public static EndpointPolicy Locks { get; } = new(HttpMethods.Get, "/locks", CallerPermissions.Administer) { Query = "after" };

    public static EndpointPolicy Unlock { get; } = new(HttpMethods.Delete, "/locks/{id}", CallerPermissions.Administer);

    /// <summary>RFC 7662.</summary>
    public static EndpointPolicy Introspect { get; } = new(HttpMethods.Post, "/oauth2/introspect", CallerPermissions.Validate) { IsOAuth = true };

    /// <summary>RFC 7009: only what the client holds or established.</summary>
    public static EndpointPolicy RevokeToken { get; } = new(HttpMethods.Post, "/oauth2/revoke", CallerPermissions.Revoke) { IsOAuth = true };

    /// <summary>RFC 8414.</summary>
    public static EndpointPolicy Metadata { get; } = new(HttpMethods.Get, "/.well-known/oauth-authorization-server", CallerPermissions.None) { Admits = Admitted.Anybody };

    public static EndpointPolicy Cluster { get; } = new(HttpMethods.Get, "/cluster", CallerPermissions.Administer);

    public static EndpointPolicy Janitor { get; } = new(HttpMethods.Get, "/janitor", CallerPermissions.Administer);

    public static EndpointPolicy Events { get; } = new(HttpMethods.Get, "/events", CallerPermissions.Administer) { Query = "sid sub type from to after limit" };

    public static EndpointPolicy Metrics { get; } = new(HttpMethods.Get, "/metrics", CallerPermissions.Administer);

    /// <summary>Any client may read what it may call.</summary>
    public static EndpointPolicy Document { get; } = new(HttpMethods.Get, "/openapi/v1.json", CallerPermissions.None);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EndpointPolicy> All { get; } =
    [
        Establish, Validate, Rotate, StepUp, Reauthenticate, Revoke, End, OwnSessions, EndOwnSession, Signal, RevokeSubject, Info, List, Lock,
        Locks, Unlock, Introspect, RevokeToken, Metadata, Cluster, Events, Janitor, Metrics, Document,
    ];
}
