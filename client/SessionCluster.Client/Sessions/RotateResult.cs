using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Sessions;

/// <summary>The answer to a rotation. Closed: one of the nested records.</summary>
public abstract record RotateResult
{
    private RotateResult()
    {
    }

    /// <summary>There is a successor, durably. It becomes current when it is first presented; until then the presented token stays so. Asking again gives the same.</summary>
    /// <param name="Token">The successor.</param>
    /// <param name="Id">The session's public name.</param>
    /// <param name="AbsoluteDeadline">No validation is accepted at or after this instant.</param>
    /// <param name="IdleTimeout">The span after the last use.</param>
    /// <param name="Assurance">The level computed from the methods.</param>
    public sealed record Rotated(SessionToken Token, SessionId Id, DateTimeOffset AbsoluteDeadline, TimeSpan IdleTimeout, AssuranceLevel Assurance) : RotateResult
    {
        /// <summary>The key it is bound to; <see langword="null"/> for a bearer session.</summary>
        public Confirmation? Confirmation { get; init; }

        /// <summary>When the successor should be rotated in its turn; <see langword="null"/> for on demand.</summary>
        public DateTimeOffset? RotateAfter { get; init; }
    }

    /// <summary>Nothing was rotated: token or possession were refused as a validation would refuse them, or the session is not active.</summary>
    /// <param name="Verdict">The refusal, perhaps with a nonce.</param>
    public sealed record Refused(SessionVerdict Verdict) : RotateResult;

    /// <summary>A rotation id is missing for a bearer session, or named for a bound one; or other rotations of this token wait for their presentation.</summary>
    /// <param name="Detail">A sentence for people that says what to do.</param>
    public sealed record Conflict(string Detail) : RotateResult;

    /// <summary>In doubt: the presented token still counts. Ask again, with the same rotation id.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : RotateResult;
}
