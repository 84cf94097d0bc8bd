using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Core.Sessions;

/// <summary>A decision about a presentation and the marks that go with it. The marks count only when the fence still holds (P-F3).</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Refusal">Why it is refused; <see cref="SessionRefusal.None"/> otherwise.</param>
/// <param name="LastUsedAt">Mark: the last activity from now on.</param>
/// <param name="IdleDeadline">When the session ends unless it is used, from now on.</param>
/// <param name="UsesSpent">Mark: uses that this acceptance spends, 0 or 1.</param>
public readonly record struct SessionDecision(DecisionKind Kind, SessionRefusal Refusal, DateTimeOffset LastUsedAt, DateTimeOffset IdleDeadline, int UsesSpent)
{
    /// <summary>Mark: the proof to record and whose nonce to replace; <see langword="null"/> when there is none, or it was recorded by an earlier sending.</summary>
    public VerifiedProof? Proof { get; init; }

    /// <summary>Mark: the session is locked from now on, on this evidence; <see cref="SessionRefusal.None"/> when it is not. A refusal may set it.</summary>
    public SessionRefusal Locks { get; init; }

    /// <summary>Mark: a copy of the token is known to be about; the holder is told to rotate. A refusal may set it.</summary>
    public bool Taints { get; init; }

    /// <summary>The session ends on this evidence, before the refusal is answered; <see langword="null"/> when it does not. A refusal may set it.</summary>
    public RevocationOrder? Ends { get; init; }

    /// <summary>When the holder should rotate (accepted only); <see langword="null"/> for on demand.</summary>
    public DateTimeOffset? RotateAfter { get; init; }

    /// <summary>True when a bound session was accepted from another client context than the one declared: to be counted, and nothing else, because the key decides.</summary>
    public bool ContextDiffers { get; init; }

    /// <summary>True when the refusal comes with a nonce.</summary>
    public bool IsChallenge => Refusal is SessionRefusal.NonceRequired or SessionRefusal.ProofStale;

    /// <summary>Confirm first; no mark yet.</summary>
    public static SessionDecision Confirm => new(DecisionKind.Confirm, SessionRefusal.None, default, default, 0);

    /// <summary>A refusal sets no mark but those of evidence: <see cref="Locks"/>, <see cref="Taints"/>, <see cref="Ends"/>.</summary>
    public static SessionDecision Refuse(SessionRefusal refusal) => new(DecisionKind.Refuse, refusal, default, default, 0);

    /// <summary>Reserve first; no mark yet.</summary>
    public static SessionDecision Reserve => new(DecisionKind.Reserve, SessionRefusal.None, default, default, 0);
}
