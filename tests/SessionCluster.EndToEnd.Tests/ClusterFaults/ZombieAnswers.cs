namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>What a zombie said.</summary>
/// <param name="Verdicts">About revoked sessions, each asked after its receipt.</param>
/// <param name="Locked">About sessions whose client is locked, each asked after the lock's answer.</param>
/// <param name="Untrue">Sessions whose revocation it acknowledged and that are live.</param>
internal sealed record ZombieAnswers(IReadOnlyList<string> Verdicts, IReadOnlyList<string> Locked, IReadOnlyList<HeldSession> Untrue);
