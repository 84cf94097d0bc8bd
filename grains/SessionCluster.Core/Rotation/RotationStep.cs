namespace SessionCluster.Core.Rotation;

/// <summary>What a rotation has to do.</summary>
public enum RotationStep
{
    /// <summary>There is no successor for whoever asks: the presented secret has one already, of somebody else or of another name.</summary>
    Refuse = 0,

    /// <summary>Derive a successor and store that it waits.</summary>
    Stage = 1,

    /// <summary>Derive the one again that is there; nothing is stored.</summary>
    Repeat = 2,

    /// <summary>What was asked can't be done, as <see cref="RotationPlan.Detail"/> says.</summary>
    Conflict = 3,
}
