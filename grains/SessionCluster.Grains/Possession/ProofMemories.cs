using SessionCluster.Core.Replay;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.Grains.Possession;

/// <summary>Memories that share the silo's room (P-R1).</summary>
internal sealed class ProofMemories : IProofMemories
{
    private readonly ReplayBudget _budget;

    public ProofMemories(ReplayBudget budget, SessionInstruments instruments)
    {
        _budget = budget;
        instruments.Possession.Watch(budget);
    }

    public ProofMemory Warm() => ProofMemory.Warm(_budget);

    public ProofMemory Cold(DateTimeOffset since) => ProofMemory.Cold(_budget, since);

    public ProofMemory? Unpack(ProofLuggage luggage) => ProofMemory.Unpack(luggage, _budget);
}
