namespace SessionCluster.Core.Sessions;

/// <summary>What to do with a presentation.</summary>
public enum DecisionKind
{
    /// <summary>Refuse, as <see cref="SessionDecision.Refusal"/> says.</summary>
    Refuse = 0,

    /// <summary>Accept, and set the marks.</summary>
    Accept = 1,

    /// <summary>Reserve the next block of uses, then decide again from the start (P-B2).</summary>
    Reserve = 2,

    /// <summary>The secret is a successor that is presented for the first time: confirm it, then decide again from the start (P-T2).</summary>
    Confirm = 3,
}
