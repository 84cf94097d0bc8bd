namespace SessionCluster.TestSilo.Sessions;

/// <summary>What a <see cref="ForgetfulDecider"/> forgets. The words are those of the switches.</summary>
[Flags]
internal enum Forgotten
{
    Nothing = 0,

    /// <summary>That sessions end by time.</summary>
    Deadlines = 1,

    /// <summary>That they end by decision: neither tombstone nor cut-off.</summary>
    Ends = 2,

    /// <summary>That a session is bound to a key: any proof will do, or none.</summary>
    Possession = 4,

    /// <summary>That a bearer session is held to a client context.</summary>
    Context = 8,

    /// <summary>Which proofs were accepted.</summary>
    Replay = 16,

    /// <summary>That a former secret is accepted for a while only.</summary>
    Reuse = 32,
}
