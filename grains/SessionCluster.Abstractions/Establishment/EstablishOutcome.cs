using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Establishment;

/// <summary>What the subject grain answers to an <see cref="EstablishCall"/>. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("sc.EstablishOutcome")]
public abstract record EstablishOutcome
{
    private EstablishOutcome()
    {
    }

    /// <summary>The session exists, durably.</summary>
    /// <param name="Id">The id that the subject grain chose.</param>
    /// <param name="AbsoluteDeadline">No validation is accepted at or after this instant.</param>
    /// <param name="IdleTimeout">The span after the last use.</param>
    /// <param name="Assurance">The level computed from the methods.</param>
    [GenerateSerializer, Immutable, Alias("sc.EstablishOutcome.Established")]
    public sealed record Established(
        [property: Id(0)] SessionId Id,
        [property: Id(1)] DateTimeOffset AbsoluteDeadline,
        [property: Id(2)] TimeSpan IdleTimeout,
        [property: Id(3)] AssuranceLevel Assurance) : EstablishOutcome
    {
        /// <summary>The key it is bound to; <see langword="null"/> for a bearer session.</summary>
        [Id(4)]
        public Confirmation? Confirmation { get; init; }

        /// <summary>When the token should be rotated; <see langword="null"/> for on demand.</summary>
        [Id(5)]
        public DateTimeOffset? RotateAfter { get; init; }
    }

    /// <summary>No session exists.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="Detail">A sentence for people that says what to do. It holds nothing secret.</param>
    [GenerateSerializer, Immutable, Alias("sc.EstablishOutcome.Refused")]
    public sealed record Refused([property: Id(0)] EstablishRefusal Refusal, [property: Id(1)] string Detail) : EstablishOutcome;

    /// <summary>In doubt. A session may exist; nobody holds its token. Authenticate again and retry.</summary>
    /// <param name="Reason">What was unavailable.</param>
    [GenerateSerializer, Immutable, Alias("sc.EstablishOutcome.Unavailable")]
    public sealed record Unavailable([property: Id(0)] UnavailableReason Reason) : EstablishOutcome;
}
