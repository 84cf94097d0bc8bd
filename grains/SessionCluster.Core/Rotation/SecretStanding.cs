namespace SessionCluster.Core.Rotation;

/// <summary>What a presented secret is to a session.</summary>
public enum SecretStanding
{
    /// <summary>None of its own.</summary>
    Foreign = 0,

    /// <summary>The current one.</summary>
    Current = 1,

    /// <summary>A successor that was not presented before.</summary>
    Pending = 2,

    /// <summary>The former one, inside its grace.</summary>
    Former = 3,

    /// <summary>The former one, no longer accepted and not yet evidence.</summary>
    Superseded = 4,

    /// <summary>A former or older one, or a candidate that lost: somebody has a copy.</summary>
    Reused = 5,
}
