namespace SessionCluster.Grains.Sessions;

/// <summary>What a call does after a decision.</summary>
internal enum DecisionStep
{
    /// <summary>Answer.</summary>
    Answer = 0,

    /// <summary>Reserve uses, and decide again.</summary>
    Reserve = 1,

    /// <summary>Confirm the presented successor, and decide again.</summary>
    Confirm = 2,

    /// <summary>Store the end that the decision has marked, and answer.</summary>
    End = 3,
}
