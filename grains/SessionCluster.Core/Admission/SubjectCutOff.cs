using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Core.Admission;

/// <summary>The latest decision to end all sessions of a subject: what their tombstones will say.</summary>
/// <param name="Epoch">Every session admitted at a smaller epoch ends.</param>
/// <param name="RevokedAt">When it was decided; never before an earlier cut-off.</param>
/// <param name="Order">Why, and on whose word.</param>
/// <param name="EventId">Names the ending.</param>
[GenerateSerializer, Immutable, Alias("sc.SubjectCutOff")]
public sealed record SubjectCutOff(
    [property: Id(0)] long Epoch,
    [property: Id(1)] DateTimeOffset RevokedAt,
    [property: Id(2)] RevocationOrder Order,
    [property: Id(3)] EventId EventId)
{
    /// <summary>The one session that goes on (P-S4): the next cut-off does not inherit it. Unset for none.</summary>
    [Id(4)]
    public SessionId Kept { get; init; }
}
