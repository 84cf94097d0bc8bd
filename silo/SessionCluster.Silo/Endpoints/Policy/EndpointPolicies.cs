using SessionCluster.Silo.Callers;

namespace SessionCluster.Silo.Endpoints.Policy;

/// <summary>The policy table: every call that needs credentials, and the permission it needs. Endpoints are mapped from it, the OpenAPI document lists it, and the tests go through it.</summary>
internal static class EndpointPolicies
{
    public static EndpointPolicy Establish { get; } = new(HttpMethods.Post, "/sessions", CallerPermissions.Establish);

    public static EndpointPolicy Validate { get; } = new(HttpMethods.Post, "/sessions/validate", CallerPermissions.Validate);

    /// <summary>By <c>sid</c>: an administrator any session, others what they established. By token: not the administrator, who holds none.</summary>
    public static EndpointPolicy Revoke { get; } = new(HttpMethods.Post, "/sessions/revoke", CallerPermissions.Revoke | CallerPermissions.Administer) { ByToken = CallerPermissions.Revoke };

    public static EndpointPolicy RevokeSubject { get; } = new(HttpMethods.Post, "/subjects/{sub}/revoke", CallerPermissions.Revoke);

    public static EndpointPolicy Info { get; } = new(HttpMethods.Get, "/sessions/{sid}", CallerPermissions.Administer);

    public static EndpointPolicy List { get; } = new(HttpMethods.Get, "/subjects/{sub}/sessions", CallerPermissions.Administer) { Query = "after" };

    public static EndpointPolicy Cluster { get; } = new(HttpMethods.Get, "/cluster", CallerPermissions.Administer);

    public static EndpointPolicy Metrics { get; } = new(HttpMethods.Get, "/metrics", CallerPermissions.Administer);

    /// <summary>Any client may read what it may call.</summary>
    public static EndpointPolicy Document { get; } = new(HttpMethods.Get, "/openapi/v1.json", CallerPermissions.None);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EndpointPolicy> All { get; } = [Establish, Validate, Revoke, RevokeSubject, Info, List, Cluster, Metrics, Document];
}
