namespace SessionCluster.LoadTests.Possession;

/// <summary>What the load's sessions are bound to. The words of the command line are these in lower case.</summary>
internal enum PossessionKind
{
    /// <summary>To nothing: whoever has the token has the session.</summary>
    Bearer,

    /// <summary>To a key each, shown by a proof for every request (RFC 9449).</summary>
    Dpop,

    /// <summary>To a certificate each, whose thumbprint the API service passes on (RFC 8705).</summary>
    Mtls,
}
