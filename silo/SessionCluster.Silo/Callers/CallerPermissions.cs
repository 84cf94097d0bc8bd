namespace SessionCluster.Silo.Callers;

/// <summary>What a caller may do, a bit each. Those of later versions are accepted in configuration and grant nothing yet.</summary>
[Flags]
internal enum CallerPermissions
{
    None = 0,

    /// <summary>Establish sessions, step them up, re-authenticate their subjects.</summary>
    Establish = 1,

    /// <summary>Validate tokens.</summary>
    Validate = 2,

    /// <summary>Revoke by token, revoke what the caller established, revoke subjects.</summary>
    Revoke = 4,

    /// <summary>Revoke any session, read facts and lists, lock, see the silos, read metrics.</summary>
    Administer = 8,

    /// <summary>Report what the caller noticed about sessions that it validates.</summary>
    Signal = 16,

    /// <summary>Later: move the presence deadline.</summary>
    Presence = 32,

    /// <summary>Later: exchange a session for a narrower one.</summary>
    Delegate = 64,

    /// <summary>Bind sessions to keys that nobody proved.</summary>
    AssertConfirmation = 128,
}
