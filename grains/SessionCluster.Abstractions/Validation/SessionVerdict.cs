using System.Diagnostics.CodeAnalysis;

namespace SessionCluster.Abstractions.Validation;

/// <summary>The answer to a validation. Closed: made only by <see cref="Accept(SessionFacts, DateTimeOffset)"/>, <see cref="Refuse"/> and <see cref="InDoubt"/>.</summary>
/// <remarks>A class, because a struct would be boxed into the response; refusals are cached.</remarks>
[GenerateSerializer, Immutable, Alias("sc.SessionVerdict")]
public sealed class SessionVerdict
{
    private static readonly SessionVerdict[] Refusals = [.. Enum.GetValues<SessionRefusal>().Select(refusal => new SessionVerdict(VerdictOutcome.Refused, refusal, 0, null, default, null, null))];

    // The reasons start at 1: their cached verdicts start at 0.
    private static readonly SessionVerdict[] Doubts = [.. Enum.GetValues<UnavailableReason>().Select(reason => new SessionVerdict(VerdictOutcome.Unavailable, 0, reason, null, default, null, null))];

    private SessionVerdict(VerdictOutcome outcome, SessionRefusal refusal, UnavailableReason reason, SessionFacts? facts, DateTimeOffset idleDeadline, string? nonce, DateTimeOffset? rotateAfter)
    {
        Outcome = outcome;
        Refusal = refusal;
        Reason = reason;
        Facts = facts;
        IdleDeadline = idleDeadline;
        Nonce = nonce;
        RotateAfter = rotateAfter;
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

    /// <summary>The nonce to send on as <c>DPoP-Nonce</c>: with a challenge, or to replace a used one (RFC 9449 section 8); <see langword="null"/> otherwise.</summary>
    [Id(5)]
    public string? Nonce { get; }

    /// <summary>When the holder should rotate (accepted only); <see langword="null"/> for on demand. In the past: at once.</summary>
    [Id(6)]
    public DateTimeOffset? RotateAfter { get; }

    /// <summary>True only for an acceptance. A deserialized verdict skipped <see cref="Accept(SessionFacts, DateTimeOffset)"/>: without facts it is none.</summary>
    [MemberNotNullWhen(true, nameof(Facts))]
    public bool IsAccepted => Outcome == VerdictOutcome.Accepted && Facts is not null;

    /// <summary>The session may be used.</summary>
    public static SessionVerdict Accept(SessionFacts facts, DateTimeOffset idleDeadline) => Accept(facts, idleDeadline, null);

    /// <summary>The session may be used.</summary>
    /// <param name="facts">Its facts.</param>
    /// <param name="idleDeadline">When it ends unless it is used.</param>
    /// <param name="nonce">The replacement of the nonce that was used, if there is one.</param>
    public static SessionVerdict Accept(SessionFacts facts, DateTimeOffset idleDeadline, string? nonce) => Accept(facts, idleDeadline, nonce, null);

    /// <summary>The session may be used.</summary>
    /// <param name="facts">Its facts.</param>
    /// <param name="idleDeadline">When it ends unless it is used.</param>
    /// <param name="nonce">The replacement of the nonce that was used, if there is one.</param>
    /// <param name="rotateAfter">When the holder should rotate; <see langword="null"/> for on demand.</param>
    public static SessionVerdict Accept(SessionFacts facts, DateTimeOffset idleDeadline, string? nonce, DateTimeOffset? rotateAfter)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(VerdictOutcome.Accepted, SessionRefusal.None, 0, facts, idleDeadline, nonce, rotateAfter);
    }

    /// <summary>The session may not be used.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="refusal"/> is <see cref="SessionRefusal.None"/> or not a refusal.</exception>
    public static SessionVerdict Refuse(SessionRefusal refusal) => refusal > SessionRefusal.None && (int)refusal < Refusals.Length
        ? Refusals[(int)refusal]
        : throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a refusal.");

    /// <summary>The session may not be used until a proof carries this nonce.</summary>
    /// <param name="refusal"><see cref="SessionRefusal.NonceRequired"/> or <see cref="SessionRefusal.ProofStale"/>.</param>
    /// <param name="nonce">The nonce.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="refusal"/> is another.</exception>
    public static SessionVerdict Challenge(SessionRefusal refusal, string nonce)
    {
        ArgumentException.ThrowIfNullOrEmpty(nonce);
        return refusal is SessionRefusal.NonceRequired or SessionRefusal.ProofStale
            ? new(VerdictOutcome.Refused, refusal, 0, null, default, nonce, null)
            : throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "No refusal that comes with a nonce.");
    }

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
