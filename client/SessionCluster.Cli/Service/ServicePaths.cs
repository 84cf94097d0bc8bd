using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Cli.Service;

/// <summary>The paths of the HTTP contract.</summary>
internal static class ServicePaths
{
    public const string Establish = "/sessions";

    public const string Validate = "/sessions/validate";

    public const string Revoke = "/sessions/revoke";

    public const string Rotate = ClusterPaths.Rotate;

    public const string StepUp = ClusterPaths.StepUp;

    public const string Reauthenticate = ClusterPaths.Reauthenticate;

    public const string Signal = "/sessions/signal";

    public const string Locks = "/locks";

    public const string Cluster = "/cluster";

    public const string Janitor = "/janitor";

    public const string Metrics = "/metrics";

    public const string Metadata = "/.well-known/oauth-authorization-server";

    /// <summary>Events.</summary>
    /// <param name="parameters">What narrows them; those without a value are left out.</param>
    public static string Events(params IEnumerable<(string Name, string? Value)> parameters)
    {
        var query = string.Join('&', parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
        return query.Length == 0 ? "/events" : $"/events?{query}";
    }

    public static string Session(SessionId id) => $"/sessions/{id}";

    /// <summary>The subject is percent-encoded once.</summary>
    public static string RevokeSubject(SubjectId subject) => $"/subjects/{Uri.EscapeDataString(subject.Value)}/revoke";

    /// <summary>A subject's sessions.</summary>
    public static string List(SubjectId subject) => $"/subjects/{Uri.EscapeDataString(subject.Value)}/sessions";
}
