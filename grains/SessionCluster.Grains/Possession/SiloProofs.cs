using SessionCluster.Abstractions.Possession;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.Grains.Possession;

/// <summary>
/// Verifies in the silo the proofs of classes that say so: what an edge says it has verified does not count, only the proof as it was received (<c>verify_proof: silo</c>).
/// The verifier is the client library's, which this project does not see; where none is registered no such proof holds, and <see cref="ProofVerifierValidator"/> stops the silo before that.
/// </summary>
internal sealed class SiloProofs(SessionInstruments instruments, IProofVerifier? verifier = null)
{
    /// <summary>A proof that came along with a token. One that says of no token that it is for it does not hold: without its hash, <c>ath</c> would not be looked at (RFC 9449 section 4.3, check 12).</summary>
    public VerifiedProof? VerifyWithToken(PresentedProof? presented) => presented is { TokenHash.IsUnset: false } ? Verify(presented) : Count(null);

    /// <summary>A proof of a confirmation, which is for no token.</summary>
    public VerifiedProof? VerifyConfirmation(PresentedProof? presented) => presented is { TokenHash.IsUnset: true } ? Verify(presented) : Count(null);

    private VerifiedProof? Verify(PresentedProof presented) => Count(verifier?.Verify(presented, out _));

    private VerifiedProof? Count(VerifiedProof? proof)
    {
        instruments.Possession.Verified(proof is not null);
        return proof;
    }
}
