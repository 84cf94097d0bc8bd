using SessionCluster.Abstractions.Establishment;
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
    /// <param name="Facts">The facts of the session that it is for: the same one after a step-up, its successor after a re-authentication.</param>
    public sealed record Renewed(SessionToken Token, SessionFacts Facts) : RenewalResult
    {
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
