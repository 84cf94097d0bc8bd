using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Revocation;

/// <summary>What a grain answers to a revocation. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("sc.RevokeOutcome")]
public abstract record RevokeOutcome
{
    private RevokeOutcome()
    {
    }

    /// <summary>Ended, durably and everywhere.</summary>
    /// <param name="Receipt">The receipt.</param>
    [GenerateSerializer, Immutable, Alias("sc.RevokeOutcome.Revoked")]
    public sealed record Revoked([property: Id(0)] RevocationReceipt Receipt) : RevokeOutcome;

    /// <summary>No session answers to that token or handle, or it is not the caller's to end.</summary>
    [GenerateSerializer, Immutable, Alias("sc.RevokeOutcome.UnknownSession")]
    public sealed record UnknownSession : RevokeOutcome
    {
        /// <summary>The one value.</summary>
        public static UnknownSession Instance { get; } = new();
    }

    /// <summary>Nothing was ended, because the session to keep is not held, or over.</summary>
    /// <param name="Verdict">A refusal, perhaps with a nonce. Never an acceptance.</param>
    [GenerateSerializer, Immutable, Alias("sc.RevokeOutcome.KeepDenied")]
    public sealed record KeepDenied([property: Id(0)] SessionVerdict Verdict) : RevokeOutcome;

    /// <summary>In doubt: it may have ended. Ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    [GenerateSerializer, Immutable, Alias("sc.RevokeOutcome.Unavailable")]
    public sealed record Unavailable([property: Id(0)] UnavailableReason Reason) : RevokeOutcome;
}
