namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>What a zombie said.</summary>
/// <param name="Verdicts">About revoked sessions, each asked after its receipt.</param>
/// <param name="Untrue">Sessions whose revocation it acknowledged and that are live.</param>
internal sealed record ZombieAnswers(IReadOnlyList<string> Verdicts, IReadOnlyList<HeldSession> Untrue);
