using SessionCluster.Core.Replay;

namespace SessionCluster.Grains.Possession;

/// <summary>Makes the replay memories of a silo's sessions. The product has one maker, <see cref="ProofMemories"/>; a test host replaces it to show what a memory that trusts itself too much lets through.</summary>
internal interface IProofMemories
{
    /// <inheritdoc cref="ProofMemory.Warm"/>
    ProofMemory Warm();

    /// <inheritdoc cref="ProofMemory.Cold"/>
    ProofMemory Cold(DateTimeOffset since);

    /// <inheritdoc cref="ProofMemory.Unpack"/>
    ProofMemory? Unpack(ProofLuggage luggage);
}
