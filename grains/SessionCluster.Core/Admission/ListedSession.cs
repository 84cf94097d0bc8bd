using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Core.Admission;

/// <summary>A line of a subject's index. It stands there before the session's row does: a session that no index knows can't exist (P-S1).</summary>
/// <param name="Id">The session.</param>
/// <param name="Class">Its class.</param>
/// <param name="AdmissionEpoch">The epoch at which it was admitted.</param>
[GenerateSerializer, Immutable, Alias("sc.ListedSession")]
public sealed record ListedSession([property: Id(0)] SessionId Id, [property: Id(1)] SessionClassName Class, [property: Id(2)] long AdmissionEpoch);
