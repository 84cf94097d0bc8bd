using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Possession;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>Protections that are switched off: what is remembered of proofs, and what is made of it.</summary>
internal static class Forgetful
{
    /// <summary>Asks another memory than the activation's own, which is told of nothing.</summary>
    public static DeciderThat GoesBy(Func<SessionState, ProofMemory> memory) => new((state, in usage, containment, in presentation, now) =>
    {
        var proofs = memory(state);
        var decision = SessionRules.Decide(state, usage with { Proofs = proofs }, containment, presentation, now);
        if (decision.Proof is { } proof)
        {
            proofs.Record(proof, state.Possession!, now);
        }

        return decision with { Proof = null };
    });

    /// <summary>Remembers nothing.</summary>
    public static DeciderThat EveryProof { get; } = GoesBy(_ => ProofMemory.Warm(new(ReplayBudget.DefaultLimit)));

    /// <summary>Takes whatever key is shown for the session's, and a token alone for enough.</summary>
    public static DeciderThat EveryKey { get; } = new((state, in usage, containment, in presentation, now) =>
        SessionRules.Decide(state with { Facts = state.Facts! with { Confirmation = null } }, usage, containment, presentation with { Scheme = TokenScheme.Bearer }, now));

    /// <summary>Every activation believes that it has seen all.</summary>
    internal sealed class AlwaysWarm(ReplayBudget budget) : IProofMemories
    {
        public ProofMemory Warm() => ProofMemory.Warm(budget);

        public ProofMemory Cold(DateTimeOffset since) => Warm();

        public ProofMemory? Unpack(ProofLuggage luggage) => ProofMemory.Unpack(luggage, budget);
    }
}
