using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;

namespace SessionCluster.Abstractions.Containment;

/// <summary>A page of the locks that stand, in the order of their ids.</summary>
/// <param name="Locks">At most <see cref="PageSize"/>; <see langword="null"/> when the log can't be read now.</param>
/// <param name="More">True when others follow.</param>
[GenerateSerializer, Immutable, Alias("sc.LockList")]
public sealed record LockList([property: Id(0)] ImmutableArray<SessionLockEntry>? Locks, [property: Id(1)] bool More)
{
    /// <summary>Locks in a page: 100.</summary>
    public const int PageSize = 100;

    /// <summary>Events of the containment so far, cut-offs and locks: the sequence of the latest.</summary>
    [Id(2)]
    public long Events { get; init; }

    /// <summary>The hash of the latest of them: what the stored chain must end with.</summary>
    [Id(3)]
    public EventHash EventHead { get; init; }
}
