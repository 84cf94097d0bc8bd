namespace SessionCluster.Core.Rotation;

/// <summary>What a rotation has to do, decided from the landed row.</summary>
/// <param name="Step">What.</param>
/// <param name="Generation">The presented secret's: its successor is derived with it.</param>
/// <param name="Derivation">To repeat: how the successor was derived; <see langword="null"/> otherwise.</param>
/// <param name="Detail">Of a conflict: a sentence for people that says what to do; <see langword="null"/> otherwise.</param>
public readonly record struct RotationPlan(RotationStep Step, int Generation, Derivation? Derivation, string? Detail);
