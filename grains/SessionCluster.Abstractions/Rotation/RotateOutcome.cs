using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Rotation;

/// <summary>What a session grain answers to a <see cref="RotateCall"/>. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("sc.RotateOutcome")]
public abstract record RotateOutcome
{
    private RotateOutcome()
    {
    }

    /// <summary>There is a successor, durably. The presented secret stays current until the successor is presented.</summary>
    /// <param name="Secret">The successor's secret, which only this answer has.</param>
    /// <param name="EdgeKeyId">The edge key of the session's tokens.</param>
    /// <param name="Facts">The session's facts: its deadlines are as before.</param>
    [GenerateSerializer, Immutable, Alias("sc.RotateOutcome.Rotated")]
    public sealed record Rotated([property: Id(0)] SessionSecret Secret, [property: Id(1)] byte EdgeKeyId, [property: Id(2)] SessionFacts Facts) : RotateOutcome
    {
        /// <summary>When the successor should be rotated in its turn, counted from now; <see langword="null"/> for on demand.</summary>
        [Id(3)]
        public DateTimeOffset? RotateAfter { get; init; }
    }

    /// <summary>Nothing was rotated, because the holder did not show what it takes; or there is no answer now.</summary>
    /// <param name="Verdict">A refusal, perhaps with a nonce, or what was unavailable. Never an acceptance.</param>
    [GenerateSerializer, Immutable, Alias("sc.RotateOutcome.Denied")]
    public sealed record Denied([property: Id(0)] SessionVerdict Verdict) : RotateOutcome;

    /// <summary>A rotation id is missing for a bearer session, or named for a bound one; or four other ids wait for their presentation.</summary>
    /// <param name="Detail">A sentence for people that says what to do.</param>
    [GenerateSerializer, Immutable, Alias("sc.RotateOutcome.Conflict")]
    public sealed record Conflict([property: Id(0)] string Detail) : RotateOutcome;
}
