namespace SessionCluster.AspNetCore.Authentication;

/// <summary>Names that the scheme has unless a service says otherwise.</summary>
public static class SessionClusterDefaults
{
    /// <summary>The authentication scheme: <c>SessionCluster</c>. On the wire it is <c>DPoP</c> or <c>Bearer</c>.</summary>
    public const string AuthenticationScheme = "SessionCluster";

    /// <summary>The header in which clients get nonces: <c>DPoP-Nonce</c>. A policy for requests across origins exposes it, and <c>WWW-Authenticate</c>, to scripts.</summary>
    public const string NonceHeader = "DPoP-Nonce";
}
