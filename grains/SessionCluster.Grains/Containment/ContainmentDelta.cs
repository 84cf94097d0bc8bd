using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Containment;

namespace SessionCluster.Grains.Containment;

/// <summary>One change of the containment log, as it is pushed to silos (P-C1).</summary>
/// <param name="Version">The version that has it. It applies to the one before, and to no other.</param>
/// <param name="Subject">Whose cut-off changes.</param>
/// <param name="CutOffEpoch">The cut-off that was added or raised; 0 when it was removed.</param>
[GenerateSerializer, Immutable, Alias("sc.ContainmentDelta")]
internal sealed record ContainmentDelta([property: Id(0)] long Version, [property: Id(1)] SubjectKey Subject, [property: Id(2)] long CutOffEpoch)
{
    /// <summary>Whether nothing is missing between a set and this change.</summary>
    public bool Follows(ContainmentSnapshot known) => known.Version == Version - 1;

    public ContainmentSnapshot ApplyTo(ContainmentSnapshot known) =>
        CutOffEpoch == 0 ? known.Without(Version, Subject) : known.With(Version, Subject, CutOffEpoch);
}
