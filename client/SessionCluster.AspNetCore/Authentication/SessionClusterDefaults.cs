namespace SessionCluster.AspNetCore.Authentication;

/// <summary>Names that the scheme has unless a service says otherwise.</summary>
public static class SessionClusterDefaults
{
    /// <summary>The authentication scheme: <c>SessionCluster</c>. On the wire it is <c>Bearer</c>.</summary>
    public const string AuthenticationScheme = "SessionCluster";
}
