namespace SessionCluster.LoadTests.Measurements;

/// <summary>What happened to the cluster, on the time axis.</summary>
/// <param name="Second">Seconds since the measured time began.</param>
/// <param name="Text">What.</param>
internal sealed record Mark(double Second, string Text);
