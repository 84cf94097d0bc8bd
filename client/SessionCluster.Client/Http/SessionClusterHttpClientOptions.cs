using SessionCluster.Client.Hosting;

namespace SessionCluster.Client.Http;

/// <summary>Options of the session client over HTTP. Validated at start.</summary>
public sealed class SessionClusterHttpClientOptions
{
    /// <summary>
    /// Where the service's HTTP contract is, for instance <c>https://sessions.example.com</c>; a path in front of the calls is kept. Required. Plain <c>http</c> only on loopback, or with <see cref="TrustedNetwork"/>:
    /// every call carries this client's secret, and most a token.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>This client's id, 1 to 64 letters, digits, <c>.</c>, <c>_</c> or <c>-</c>, as the service has it. Required.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>This client's secret, as <c>client new</c> printed it, at most 512 characters. Required. Sent as HTTP Basic, form-encoded first (RFC 6749 section 2.3.1), and never logged.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The environment that the service serves, as in <see cref="SessionClientOptions.Environment"/>; <c>dev</c> by default. It counts only with a ring.</summary>
    public string Environment { get; set; } = "dev";

    /// <summary>
    /// The edge ring's file, as in <see cref="SessionClientOptions.KeyRingFile"/>. With it forged, malformed, foreign and expired tokens are refused at home, without a request. <see langword="null"/> (default): without a
    /// registered <see cref="SessionCluster.Abstractions.Keys.EdgeRing"/> the service refuses them.
    /// </summary>
    public string? KeyRingFile { get; set; }

    /// <summary>How long everything but a validation waits, as in <see cref="SessionClientOptions.OperationTimeout"/>: 30 s by default, 1 s to 30 s.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True when the network between this process and the service is trusted to keep secrets, so that plain <c>http</c> off loopback is allowed. False by default.</summary>
    public bool TrustedNetwork { get; set; }
}
