using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Client.Sessions;

/// <summary>Whose sessions to end.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Order">Why, and on whose word.</param>
public sealed record RevokeSubjectDescriptor(SubjectId Subject, RevocationOrder Order);
