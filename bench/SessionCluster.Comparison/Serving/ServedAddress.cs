namespace SessionCluster.Comparison.Serving;

/// <summary>Where the server is.</summary>
/// <param name="GatewayPort">Its gateway on 127.0.0.1.</param>
/// <param name="EdgeRingFile">The edge ring.</param>
internal sealed record ServedAddress(int GatewayPort, string EdgeRingFile);
