using SessionCluster.Abstractions.Assurance;

namespace SessionCluster.Core.Assurance;

/// <summary>What authentication methods amount to.</summary>
/// <param name="Level">The level.</param>
/// <param name="PhishingResistant">A hardware key was used.</param>
/// <param name="ProvesKey">A key was proven, in hardware or software.</param>
public readonly record struct ComputedAssurance(AssuranceLevel Level, bool PhishingResistant, bool ProvesKey);
