using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Core.Renewal;

namespace SessionCluster.Grains.Sessions;

/// <summary>What a subject asks a session whose holder shows to hold it.</summary>
/// <param name="Held">What is presented.</param>
/// <param name="Subject">Whose session it must be.</param>
/// <param name="Purpose">What for; it says for which of the cluster's own URIs a proof must be.</param>
[GenerateSerializer, Immutable, Alias("sc.ExamineCall")]
internal sealed record ExamineCall([property: Id(0)] HeldSession Held, [property: Id(1)] SubjectId Subject, [property: Id(2)] RenewalPurpose Purpose);
