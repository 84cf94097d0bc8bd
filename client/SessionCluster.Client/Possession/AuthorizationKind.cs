namespace SessionCluster.Client.Possession;

/// <summary>What the <c>Authorization</c> headers of a request present.</summary>
internal enum AuthorizationKind
{
    /// <summary>Nothing, or another scheme's credentials.</summary>
    None,

    /// <summary>One of our schemes with what no token can be: 400 (RFC 6750 section 3.1).</summary>
    Malformed,

    /// <summary>Several credentials, in headers of their own or joined in one: 400 (RFC 9449 section 7.2). Which of them would count is a matter of taste, and so of attacks.</summary>
    Several,

    /// <summary>A token alone (RFC 6750).</summary>
    Bearer,

    /// <summary>A token that comes with a proof (RFC 9449 section 7.1).</summary>
    DPoP,
}
