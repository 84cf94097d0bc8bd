using Orleans.Concurrency;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Sessions;

/// <summary>One session, as its subject and the session itself see it. Not for clients: the call filter refuses them.</summary>
[GrainInterfaceType("sc.session-lifecycle"), Alias("sc.ISessionLifecycleGrain")]
internal interface ISessionLifecycleGrain : IGrainWithStringKey
{
    /// <summary>Inserts the row of an admitted session.</summary>
    [Alias("Insert"), ResponseTimeout("00:00:30")]
    Task<LifecycleOutcome> Insert(SessionState state);

    /// <summary>Ends the session for good. Where no row is, a tombstone is inserted (P-S5), so that a late insert finds it.</summary>
    [Alias("End"), ResponseTimeout("00:00:30")]
    Task<LifecycleOutcome> End(RevocationOrder order, EventId eventId);

    /// <summary>Tells its subject whether the session is held by whoever presents it, and what it is. The proof is spent.</summary>
    [Alias("Examine"), ResponseTimeout("00:00:30")]
    Task<ExamineOutcome> Examine(ExamineCall call);

    /// <summary>Steps an examined session up, durably; or says why it can't be any more.</summary>
    [Alias("StepUp"), ResponseTimeout("00:00:30")]
    Task<RenewalOutcome> StepUp(StepUpOrder order);

    /// <summary>Tells its subject whether it still counts.</summary>
    [Alias("GetLiveness"), ResponseTimeout("00:00:30")]
    Task<SessionLiveness> GetLiveness();

    /// <summary>Stores the last use (P-W5). Sent to itself by an accepting turn, so that the write is awaited by a turn of its own.</summary>
    [Alias("Persist"), OneWay]
    Task Persist();

    /// <summary>Hands on the events that wait in the row. Sent to itself once a write has landed, so that the handing on is awaited by a turn of its own; it interleaves, so that a slow event store delays nobody.</summary>
    [Alias("Publish"), OneWay, AlwaysInterleave]
    Task Publish();

    /// <summary>Writes the row again as it is, which seals it under the current silo key. True when it did, or there is none.</summary>
    [Alias("Reseal"), ResponseTimeout("00:00:30")]
    Task<bool> Reseal();
}
