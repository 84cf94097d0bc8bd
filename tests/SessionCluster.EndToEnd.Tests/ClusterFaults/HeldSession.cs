namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>A session that was acknowledged, as its holder and its operator know it.</summary>
internal sealed record HeldSession(string Subject, string Token, string Handle);
