using System.Diagnostics.CodeAnalysis;

namespace SessionCluster.Abstractions.Validation;

/// <summary>The answer to a validation. Closed: made only by <see cref="Accept"/>, <see cref="Refuse"/> and <see cref="InDoubt"/>.</summary>
/// <remarks>A class, because a struct would be boxed into the response; refusals are cached.</remarks>
[GenerateSerializer, Immutable, Alias("sc.SessionVerdict")]
public sealed class SessionVerdict
{
    private static readonly SessionVerdict[] Refusals = [.. Enum.GetValues<SessionRefusal>().Select(refusal => new SessionVerdict(VerdictOutcome.Refused, refusal, 0, null, default))];

    // The reasons start at 1: their cached verdicts start at 0.
    private static readonly SessionVerdict[] Doubts = [.. Enum.GetValues<UnavailableReason>().Select(reason => new SessionVerdict(VerdictOutcome.Unavailable, 0, reason, null, default))];

    private SessionVerdict(VerdictOutcome outcome, SessionRefusal refusal, UnavailableReason reason, SessionFacts? facts, DateTimeOffset idleDeadline)
    {
        Outcome = outcome;
        Refusal = refusal;
        Reason = reason;
        Facts = facts;
        IdleDeadline = idleDeadline;
    }

    /// <summary>Which kind of verdict.</summary>
    [Id(0)]
    public VerdictOutcome Outcome { get; }

    /// <summary>Why it was refused; <see cref="SessionRefusal.None"/> otherwise.</summary>
    [Id(1)]
    public SessionRefusal Refusal { get; }

    /// <summary>What was unavailable; 0 otherwise.</summary>
    [Id(2)]
    public UnavailableReason Reason { get; }

    /// <summary>The session's facts when accepted; <see langword="null"/> otherwise: a refusal discloses nothing.</summary>
    [Id(3)]
    public SessionFacts? Facts { get; }

    /// <summary>When the session ends unless it is used (accepted only).</summary>
    [Id(4)]
    public DateTimeOffset IdleDeadline { get; }

    /// <summary>True only for an acceptance. A deserialized verdict skipped <see cref="Accept"/>: without facts it is none.</summary>
    [MemberNotNullWhen(true, nameof(Facts))]
    public bool IsAccepted => Outcome == VerdictOutcome.Accepted && Facts is not null;

    /// <summary>The session may be used.</summary>
    public static SessionVerdict Accept(SessionFacts facts, DateTimeOffset idleDeadline)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(VerdictOutcome.Accepted, SessionRefusal.None, 0, facts, idleDeadline);
    }

    /// <summary>The session may not be used.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="refusal"/> is <see cref="SessionRefusal.None"/> or not a refusal.</exception>
    public static SessionVerdict Refuse(SessionRefusal refusal) => refusal > SessionRefusal.None && (int)refusal < Refusals.Length
        ? Refusals[(int)refusal]
        : throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a refusal.");

    /// <summary>There is no answer now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a reason.</exception>
    public static SessionVerdict InDoubt(UnavailableReason reason) => reason > 0 && (int)reason <= Doubts.Length
        ? Doubts[(int)reason - 1]
        : throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason.");

    /// <summary>The outcome and the reason, never a fact.</summary>
    public override string ToString() => Outcome switch
    {
        VerdictOutcome.Accepted => "accepted",
        VerdictOutcome.Refused => $"refused: {Refusal}",
        _ => $"unavailable: {Reason}",
    };
}
