namespace SessionCluster.Client.Testing;

/// <summary>What a presented secret is to a session.</summary>
internal enum FakeStanding
{
    /// <summary>None of its own.</summary>
    Foreign,

    /// <summary>The one that counts.</summary>
    Current,

    /// <summary>A successor that was not presented yet.</summary>
    Pending,

    /// <summary>The one before, inside its grace.</summary>
    Former,

    /// <summary>One that is dead, and may still be on its way.</summary>
    Superseded,

    /// <summary>One that nobody has a reason to present any more: evidence of theft.</summary>
    Reused,
}
