namespace SessionCluster.Silo.Endpoints.Problems;

/// <summary>Why a request got no answer: RFC 9457 problem details to be. The sentence says what to do; it repeats nothing the caller sent but names of members.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Detail">A sentence for people.</param>
internal sealed record Problem(int Status, string Code, string Detail)
{
    /// <summary>The <c>WWW-Authenticate</c> to send, if any.</summary>
    public string? Challenge { get; init; }

    /// <summary>The <c>DPoP-Nonce</c> to send, if any (RFC 9449 section 9).</summary>
    public string? Nonce { get; init; }

    /// <summary>Why the session that the body presents is refused, if that is the problem.</summary>
    public RefusedSession? Refused { get; init; }

    /// <summary>The <c>Retry-After</c> to send in seconds; 0 for none.</summary>
    public int RetryAfterSeconds { get; init; }

    /// <summary>True when the rest of the request is not worth reading: the connection is closed after the answer.</summary>
    public bool ClosesConnection { get; init; }
}
