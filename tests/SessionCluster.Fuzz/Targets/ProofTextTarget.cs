using System.Text;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Fuzz.Inputs;

namespace SessionCluster.Fuzz.Targets;

/// <summary>Proofs that were changed after they were signed, at any character: only the very text that was signed is taken.</summary>
internal sealed class ProofTextTarget(FuzzKeys keys) : IFuzzTarget
{
    public string Name => "proofs, changed";

    public byte[] Make(Mutator mutator) => mutator.Mutate(Encoding.ASCII.GetBytes(mutator.Pick(keys.Proofs)));

    public FuzzOutcome Read(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var presented = new PresentedProof { Text = text, Method = FuzzKeys.Method, Uri = FuzzKeys.Uri, TokenHash = keys.TokenHash };
        return keys.Verifier.Verify(presented, out var problem) is null
            ? problem == ProofProblem.None ? FuzzOutcome.Violation : FuzzOutcome.Refused
            : keys.Proofs.Contains(text) ? FuzzOutcome.Taken : FuzzOutcome.Violation;
    }
}
