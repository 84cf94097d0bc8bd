using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>The answer to a holder who ends the session. Closed: one of the nested records.</summary>
public abstract record EndResult
{
    private EndResult()
    {
    }

    /// <summary>The session is over.</summary>
    /// <param name="Receipt">Its receipt; <see langword="null"/> over HTTP, where a holder is told no more than that, and when the answer that had it was lost and the session was found to be over.</param>
    public sealed record Ended(RevocationReceipt? Receipt) : EndResult;

    /// <summary>It is not, because token or possession were refused as a validation would refuse them.</summary>
    /// <param name="Verdict">The refusal, perhaps with a nonce.</param>
    public sealed record Refused(SessionVerdict Verdict) : EndResult;

    /// <summary>In doubt: ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : EndResult;
}
