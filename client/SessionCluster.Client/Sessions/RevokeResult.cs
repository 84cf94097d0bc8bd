using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>The answer to a revocation. Closed: one of the nested records.</summary>
public abstract record RevokeResult
{
    private RevokeResult()
    {
    }

    /// <summary>Ended, durably and everywhere.</summary>
    /// <param name="Receipt">The receipt.</param>
    public sealed record Revoked(RevocationReceipt Receipt) : RevokeResult;

    /// <summary>No session answers to that token or id, or it is not the caller's to end.</summary>
    public sealed record UnknownSession : RevokeResult
    {
        /// <summary>The one value.</summary>
        public static UnknownSession Instance { get; } = new();
    }

    /// <summary>Nothing was ended, because the session to keep is not held, or over, or another subject's.</summary>
    /// <param name="Verdict">The refusal, perhaps with a nonce.</param>
    public sealed record KeepRefused(SessionVerdict Verdict) : RevokeResult;

    /// <summary>In doubt: it may have ended. Ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : RevokeResult;
}
