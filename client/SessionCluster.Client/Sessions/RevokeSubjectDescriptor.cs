using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Client.Sessions;

/// <summary>Whose sessions to end.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Order">Why, and on whose word.</param>
public sealed record RevokeSubjectDescriptor(SubjectId Subject, RevocationOrder Order)
{
    /// <summary>The one session that goes on (P-S4), shown by its holder; <see langword="null"/> (default) for none. A proof is for <c>POST</c> of <see cref="Abstractions.Wire.ClusterPaths.RevokeSubject"/>. One that is not held revokes nothing.</summary>
    public HolderDescriptor? Keep { get; init; }
}
