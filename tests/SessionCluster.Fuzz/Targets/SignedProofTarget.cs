using System.Buffers.Text;
using System.Text;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;
using SessionCluster.Fuzz.Inputs;

namespace SessionCluster.Fuzz.Targets;

/// <summary>Proofs whose header, payload or both were changed and then signed, by somebody who has a key: one that is taken is of that key and within its bounds.</summary>
internal sealed class SignedProofTarget(FuzzKeys keys) : IFuzzTarget
{
    private const long LastSecond = 253_402_300_799;

    private ProofKey _signer = keys.Keys[0];

    public string Name => "proofs, signed again";

    public byte[] Make(Mutator mutator)
    {
        _signer = mutator.OnceIn(20) ? mutator.Pick(keys.Keys) : keys.Keys[0];
        var parts = keys.Proofs[keys.Keys.ToList().IndexOf(_signer)].Split('.');
        var (header, payload) = (Base64Url.DecodeFromChars(parts[0]), Base64Url.DecodeFromChars(parts[1]));
        var changesHeader = mutator.OnceIn(2);
        return Encoding.ASCII.GetBytes(_signer.Sign(changesHeader ? mutator.Mutate(header) : header, changesHeader && mutator.OnceIn(2) ? payload : mutator.Mutate(payload)));
    }

    public FuzzOutcome Read(byte[] input)
    {
        var presented = new PresentedProof { Text = Encoding.ASCII.GetString(input), Method = FuzzKeys.Method, Uri = FuzzKeys.Uri, TokenHash = keys.TokenHash };
        var proof = keys.Verifier.Verify(presented, out var problem);
        if (proof is null)
        {
            return problem == ProofProblem.None ? FuzzOutcome.Violation : FuzzOutcome.Refused;
        }

        return problem == ProofProblem.None && proof.Key == _signer.Thumbprint && proof.IssuedAtSeconds is >= 0 and <= LastSecond && !proof.Id.IsUnset ? FuzzOutcome.Taken : FuzzOutcome.Violation;
    }
}
