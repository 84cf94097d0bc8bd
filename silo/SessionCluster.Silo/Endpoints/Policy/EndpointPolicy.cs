using SessionCluster.Silo.Callers;

namespace SessionCluster.Silo.Endpoints.Policy;

/// <summary>Who may make a call.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The route pattern.</param>
/// <param name="AnyOf">Permissions of which the caller needs one; <see cref="CallerPermissions.None"/> for any client with good credentials.</param>
internal sealed record EndpointPolicy(string Method, string Pattern, CallerPermissions AnyOf)
{
    /// <summary>Who is admitted; a client by default.</summary>
    public Admitted Admits { get; init; }

    /// <summary>True for a call that an OAuth RFC defines: its errors are those of RFC 6749 section 5.2.</summary>
    public bool IsOAuth { get; init; }

    /// <summary>The one parameter that its query may have, or several, separated by spaces; <see langword="null"/> when it takes none.</summary>
    public string? Query { get; init; }

    /// <summary>The parameters that its query may have.</summary>
    public string[] QueryNames => Query?.Split(' ') ?? [];

    /// <summary>What is asked of the caller further when the body names a session by its token; <see cref="CallerPermissions.None"/> for nothing.</summary>
    public CallerPermissions ByToken { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{Method} {Pattern}";
}
