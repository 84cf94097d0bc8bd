using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Silo.Endpoints.Revocation;

/// <summary>Which session to end, and why: by token or by handle.</summary>
/// <param name="token">The token; <see langword="null"/> when the session is named by its handle. Never logged.</param>
/// <param name="id">The handle; unset when the session is named by its token.</param>
/// <param name="order">Why, and on whose word.</param>
internal sealed class RevokeRequest(string? token, SessionId id, RevocationOrder order)
{
    public string? Token => token;

    public SessionId Id => id;

    public RevocationOrder Order => order;

    /// <summary>Never the token.</summary>
    public override string ToString() => token is null ? id.ToString() : "(by token)";
}
