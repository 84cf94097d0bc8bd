using SessionCluster.Core.Containment;

namespace SessionCluster.Grains.Containment;

/// <summary>
/// One change of the containment log, as it is pushed to silos (P-C1). It carries the entry itself: a silo that does not know what the entry names confirms nothing and, since it can't load the log
/// either, loses its fence.
/// </summary>
/// <param name="Version">The version that has it. It applies to the one before, and to no other.</param>
/// <param name="Entry">What was added, raised or removed.</param>
/// <param name="Removed">Whether the entry is gone.</param>
[GenerateSerializer, Immutable, Alias("sc.ContainmentChange")]
internal sealed record ContainmentChange([property: Id(0)] long Version, [property: Id(1)] ContainmentEntry Entry, [property: Id(2)] bool Removed)
{
    /// <summary>Whether nothing is missing between a set and this change.</summary>
    public bool Follows(ContainmentSnapshot known) => known.Version == Version - 1;

    /// <exception cref="FormatException">The entry names something that this version does not know.</exception>
    public ContainmentSnapshot ApplyTo(ContainmentSnapshot known) => Removed ? known.Without(Version, Entry) : known.With(Version, Entry);
}
