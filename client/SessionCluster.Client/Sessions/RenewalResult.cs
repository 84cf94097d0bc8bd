using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Sessions;

/// <summary>The answer to a step-up and to a re-authentication. Closed: one of the nested records.</summary>
public abstract record RenewalResult
{
    private RenewalResult()
    {
    }

    /// <summary>Done, durably: only this answer holds the new token, and the one that was presented is dead everywhere.</summary>
    /// <param name="Token">The new token.</param>
    /// <param name="Id">The session's public name: as before after a step-up, the successor's after a re-authentication.</param>
    /// <param name="AbsoluteDeadline">No validation is accepted at or after this instant.</param>
    /// <param name="IdleTimeout">The span after the last use.</param>
    /// <param name="Assurance">The level computed from the methods.</param>
    public sealed record Renewed(SessionToken Token, SessionId Id, DateTimeOffset AbsoluteDeadline, TimeSpan IdleTimeout, AssuranceLevel Assurance) : RenewalResult
    {
        /// <summary>The key it is bound to; <see langword="null"/> for a bearer session.</summary>
        public Confirmation? Confirmation { get; init; }

        /// <summary>When the new token should be rotated; <see langword="null"/> for on demand.</summary>
        public DateTimeOffset? RotateAfter { get; init; }
    }

    /// <summary>The authentication does not suffice.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="Detail">A sentence for people that says what to do.</param>
    public sealed record Refused(EstablishRefusal Refusal, string Detail) : RenewalResult;

    /// <summary>The session that was presented is not held, or over, or another subject's.</summary>
    /// <param name="Verdict">The refusal, perhaps with a nonce.</param>
    public sealed record Denied(SessionVerdict Verdict) : RenewalResult;

    /// <summary>In doubt: what was presented may be dead, and nobody holds what replaced it. Authenticate again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : RenewalResult;
}
