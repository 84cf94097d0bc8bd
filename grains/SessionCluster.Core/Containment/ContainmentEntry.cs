using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Core.Containment;

/// <summary>One line of the containment log: it refuses while it stands and changes no stored status (P-C3).</summary>
/// <param name="Version">The version it was written for; after a failed write a later one brought it.</param>
/// <param name="Dimension">What it names.</param>
/// <param name="Value">The subject's key, 32 hexadecimal characters.</param>
/// <param name="CutOffEpoch">Every session admitted at a smaller epoch is refused.</param>
[GenerateSerializer, Immutable, Alias("sc.ContainmentEntry")]
public sealed record ContainmentEntry(
    [property: Id(0)] long Version,
    [property: Id(1)] ContainmentDimension Dimension,
    [property: Id(2)] string Value,
    [property: Id(3)] long CutOffEpoch)
{
    /// <summary>Of a cut-off: the one session that goes on (P-S4); unset for none. It goes with the larger epoch when entries are merged.</summary>
    [Id(4)]
    public SessionId Kept { get; init; }

    /// <summary>Of a lock: what it is; <see langword="null"/> for a cut-off.</summary>
    [Id(5)]
    public SessionLockEntry? Lock { get; init; }
}
