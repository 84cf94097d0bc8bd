namespace SessionCluster.Abstractions.Possession;

/// <summary>How a session's key is shown to be held. Numbers are stable.</summary>
[GenerateSerializer, Alias("sc.ConfirmationMethod")]
public enum ConfirmationMethod
{
    /// <summary><c>jkt</c>: by a DPoP proof for each request (RFC 9449 section 6.1).</summary>
    Jkt = 1,

    /// <summary><c>x5t#S256</c>: by the client certificate of the connection (RFC 8705 section 3.1).</summary>
    Certificate = 2,
}
