using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>The answer to a holder who ends one of its subject's sessions (N13). Closed: one of the nested records.</summary>
public abstract record OwnEndResult
{
    private OwnEndResult()
    {
    }

    /// <summary>That session is over.</summary>
    /// <param name="Receipt">Its receipt; <see langword="null"/> over HTTP, where a holder is told no more than that.</param>
    public sealed record Ended(RevocationReceipt? Receipt) : OwnEndResult;

    /// <summary>No session of this subject has that id. One of another subject and one that does not exist are the same answer.</summary>
    public sealed record UnknownSession : OwnEndResult
    {
        /// <summary>The one value.</summary>
        public static UnknownSession Instance { get; } = new();
    }

    /// <summary>Token or possession were refused as a validation would refuse them.</summary>
    /// <param name="Verdict">The refusal, perhaps with a nonce.</param>
    public sealed record Refused(SessionVerdict Verdict) : OwnEndResult;

    /// <summary>In doubt: it may have ended. Ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : OwnEndResult;
}
