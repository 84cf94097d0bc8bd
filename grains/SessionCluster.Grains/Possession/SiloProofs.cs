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

    /// <summary>A proof for a call to this cluster itself: of the request that this silo knows, not of the one that an edge names.</summary>
    /// <param name="presented">What came along with the token.</param>
    /// <param name="method">The call's method.</param>
    /// <param name="uri">The call's URI (<see cref="ClusterUris"/>).</param>
    public VerifiedProof? VerifyOwn(PresentedProof? presented, string method, string uri) =>
        presented is { TokenHash: { IsUnset: false } hash } ? Verify(new() { Text = presented.Text, Method = method, Uri = uri, TokenHash = hash }) : Count(null);

    /// <summary>A proof of a confirmation, which is for no token.</summary>
    public VerifiedProof? VerifyConfirmation(PresentedProof? presented) => presented is { TokenHash.IsUnset: true } ? Verify(presented) : Count(null);

    private VerifiedProof? Verify(PresentedProof presented) => Count(verifier?.Verify(presented, out _));

    private VerifiedProof? Count(VerifiedProof? proof)
    {
        instruments.Possession.Verified(proof is not null);
        return proof;
    }
}
