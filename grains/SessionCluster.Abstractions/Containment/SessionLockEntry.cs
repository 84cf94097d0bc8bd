using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Containment;

/// <summary>A lock that stands.</summary>
/// <param name="Id">Names it for ever.</param>
/// <param name="Order">What was asked.</param>
/// <param name="LockedAt">When it was decided.</param>
[GenerateSerializer, Immutable, Alias("sc.SessionLockEntry")]
public sealed record SessionLockEntry([property: Id(0)] EventId Id, [property: Id(1)] LockOrder Order, [property: Id(2)] DateTimeOffset LockedAt);
