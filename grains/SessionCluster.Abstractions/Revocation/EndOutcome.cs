using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Revocation;

/// <summary>What a session grain answers to an <see cref="EndCall"/>. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("sc.EndOutcome")]
public abstract record EndOutcome
{
    private EndOutcome()
    {
    }

    /// <summary>The session is over, durably.</summary>
    /// <param name="Receipt">Its receipt.</param>
    [GenerateSerializer, Immutable, Alias("sc.EndOutcome.Ended")]
    public sealed record Ended([property: Id(0)] RevocationReceipt Receipt) : EndOutcome;

    /// <summary>It is not, because the holder did not show what a validation asks for; or there is no answer now.</summary>
    /// <param name="Verdict">A refusal, perhaps with a nonce, or what was unavailable. Never an acceptance.</param>
    [GenerateSerializer, Immutable, Alias("sc.EndOutcome.Denied")]
    public sealed record Denied([property: Id(0)] SessionVerdict Verdict) : EndOutcome;
}
