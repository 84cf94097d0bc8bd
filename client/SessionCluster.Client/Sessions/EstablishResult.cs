using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Sessions;

/// <summary>The answer to an establishment. Closed: one of the nested records.</summary>
public abstract record EstablishResult
{
    private EstablishResult()
    {
    }

    /// <summary>The session exists, durably; only this answer holds its token.</summary>
    /// <param name="Token">The token.</param>
    /// <param name="Id">The session's public name.</param>
    /// <param name="AbsoluteDeadline">No validation is accepted at or after this instant.</param>
    /// <param name="IdleTimeout">The span after the last use.</param>
    /// <param name="Assurance">The level computed from the methods.</param>
    public sealed record Established(SessionToken Token, SessionId Id, DateTimeOffset AbsoluteDeadline, TimeSpan IdleTimeout, AssuranceLevel Assurance) : EstablishResult
    {
        /// <summary>The key it is bound to; <see langword="null"/> for a bearer session.</summary>
        public Confirmation? Confirmation { get; init; }

        /// <summary>When the token should be rotated; <see langword="null"/> for on demand.</summary>
        public DateTimeOffset? RotateAfter { get; init; }
    }

    /// <summary>No session exists.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="Detail">A sentence for people that says what to do.</param>
    public sealed record Refused(EstablishRefusal Refusal, string Detail) : EstablishResult;

    /// <summary>In doubt. If a session exists nobody holds its token: authenticate again and retry.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : EstablishResult;
}
