namespace SessionCluster.Abstractions.Sessions;

/// <summary>Where a session is in its life. Numbers are stable; the words are in <see cref="Wire.StatusWords"/>.</summary>
[GenerateSerializer, Alias("sc.SessionStatus")]
public enum SessionStatus
{
    /// <summary>It may be used.</summary>
    Active = 1,

    /// <summary>Idle for too long: only stepping up or authenticating again helps.</summary>
    Locked = 2,

    /// <summary>Ended by decision.</summary>
    Revoked = 3,

    /// <summary>Ended by time.</summary>
    Expired = 4,
}
