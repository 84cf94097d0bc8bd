using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Abstractions.Grains;

/// <summary>The locks of a cluster. One grain, key <see cref="Key"/>.</summary>
[GrainInterfaceType("sc.locks"), Alias("sc.ILockGrain")]
public interface ILockGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "head";

    /// <summary>Locks: in force on every silo once it answers so, also for sessions established later (P-C1).</summary>
    /// <param name="id">Names the lock; drawn by the edge, so that its own repetition makes no second one.</param>
    /// <param name="order">What to lock, and why.</param>
    [Alias("Lock"), ResponseTimeout("00:00:30")]
    Task<LockOutcome> Lock(EventId id, LockOrder order);

    /// <summary>Removes a lock.</summary>
    /// <param name="id">The lock's id.</param>
    /// <param name="initiator">On whose word, for the record.</param>
    [Alias("Unlock"), ResponseTimeout("00:00:30")]
    Task<UnlockOutcome> Unlock(EventId id, EndInitiator initiator);

    /// <summary>Lists a page of locks.</summary>
    /// <param name="after">The last id of the page before; <c>default</c> for the first.</param>
    [Alias("List"), ResponseTimeout("00:00:30")]
    Task<LockList> List(EventId after);
}
