namespace SessionCluster.Core.Rotation;

/// <summary>When a session's secret is to be replaced, and how long the one before goes on: its class's policy at establishment.</summary>
/// <param name="Every">The holder is told to rotate this long after the last rotation; <see langword="null"/> for on demand.</param>
/// <param name="Grace">How long the former secret is accepted after its successor was first presented.</param>
[GenerateSerializer, Immutable, Alias("sc.RotationTerms")]
public sealed record RotationTerms([property: Id(0)] TimeSpan? Every, [property: Id(1)] TimeSpan Grace);
