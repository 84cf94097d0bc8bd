namespace SessionCluster.Abstractions.Events;

/// <summary>What happened. Numbers are stable and never reused; <c>docs/events.md</c> lists them, and a test holds it true. The words (<see cref="Wire.EventWords"/>) are CAEP's where CAEP has one.</summary>
[GenerateSerializer, Alias("sc.SessionEventKind")]
public enum SessionEventKind
{
    /// <summary>A session was established (CAEP <c>session-established</c>).</summary>
    Established = 1,

    /// <summary>A successor was presented for the first time and is current; the one before has its grace.</summary>
    Rotated = 2,

    /// <summary>The subject authenticated again within the session (CAEP <c>assurance-level-change</c>), which opens it when it was locked.</summary>
    SteppedUp = 3,

    /// <summary>The session was locked: idle, or on evidence.</summary>
    Locked = 4,

    /// <summary>Its token was seen without its key, or reported: the next rotation ends the copy.</summary>
    Tainted = 5,

    /// <summary>Ended by decision (CAEP <c>session-revoked</c>); reason and initiator say how.</summary>
    Revoked = 6,

    /// <summary>Ended at its absolute deadline.</summary>
    Expired = 7,

    /// <summary>All sessions of a subject admitted before were ended; those that were live follow with events of their own.</summary>
    SubjectRevoked = 20,

    /// <summary>A client, key, device or everything was locked.</summary>
    LockSet = 21,

    /// <summary>Such a lock was removed, or its time is over.</summary>
    LockRemoved = 22,

    /// <summary>Refusals of one session, by reason, in one minute: a count, not in the chain.</summary>
    Refusals = 40,
}
