namespace SessionCluster.Client.Possession;

/// <summary>How many proofs the <c>DPoP</c> headers of a request hold.</summary>
internal enum DpopHeaderKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>One, or what may be one.</summary>
    One,

    /// <summary>Several, in headers of their own or joined in one: the request has none that counts (RFC 9449 section 4.3, check 1).</summary>
    Several,
}
