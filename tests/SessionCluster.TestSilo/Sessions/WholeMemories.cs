using SessionCluster.Core.Replay;
using SessionCluster.Grains.Possession;

namespace SessionCluster.TestSilo.Sessions;

/// <summary>Every activation takes its memory for whole: what would be accepted again after a crash if nobody knew what was lost (P-R3).</summary>
internal sealed class WholeMemories(ReplayBudget budget) : IProofMemories
{
    public ProofMemory Warm() => ProofMemory.Warm(budget);

    public ProofMemory Cold(DateTimeOffset since) => Warm();

    public ProofMemory? Unpack(ProofLuggage luggage) => ProofMemory.Unpack(luggage, budget);
}
