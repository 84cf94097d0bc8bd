namespace SessionCluster.LoadTests.Checks;

/// <summary>What was known of a session when a validation of it started.</summary>
/// <param name="IsEnded">The receipt of its end was there.</param>
/// <param name="Lock">Which lock of its client was in force; 0 for none.</param>
internal readonly record struct Standing(bool IsEnded, int Lock);
