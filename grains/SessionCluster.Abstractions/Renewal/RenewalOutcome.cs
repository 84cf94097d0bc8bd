using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Renewal;

/// <summary>What the subject grain answers to a <see cref="RenewalCall"/>. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("sc.RenewalOutcome")]
public abstract record RenewalOutcome
{
    private RenewalOutcome()
    {
    }

    /// <summary>Done, durably: the new secret counts, and the one that was presented is dead everywhere.</summary>
    /// <param name="Facts">The facts of the session that the new token is for.</param>
    /// <param name="EdgeKeyId">The edge key of its token.</param>
    [GenerateSerializer, Immutable, Alias("sc.RenewalOutcome.Renewed")]
    public sealed record Renewed([property: Id(0)] SessionFacts Facts, [property: Id(1)] byte EdgeKeyId) : RenewalOutcome
    {
        /// <summary>When the new token should be rotated; <see langword="null"/> for on demand.</summary>
        [Id(2)]
        public DateTimeOffset? RotateAfter { get; init; }
    }

    /// <summary>The authentication does not suffice.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="Detail">A sentence for people that says what to do.</param>
    [GenerateSerializer, Immutable, Alias("sc.RenewalOutcome.Refused")]
    public sealed record Refused([property: Id(0)] EstablishRefusal Refusal, [property: Id(1)] string Detail) : RenewalOutcome;

    /// <summary>The session that was presented is not held, or over, or another subject's.</summary>
    /// <param name="Verdict">A refusal, perhaps with a nonce. Never an acceptance.</param>
    [GenerateSerializer, Immutable, Alias("sc.RenewalOutcome.Denied")]
    public sealed record Denied([property: Id(0)] SessionVerdict Verdict) : RenewalOutcome;

    /// <summary>In doubt. What was presented may be dead: authenticate again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    [GenerateSerializer, Immutable, Alias("sc.RenewalOutcome.Unavailable")]
    public sealed record Unavailable([property: Id(0)] UnavailableReason Reason) : RenewalOutcome;
}
