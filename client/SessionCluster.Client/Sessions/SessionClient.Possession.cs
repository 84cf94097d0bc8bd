using System.Text;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;

namespace SessionCluster.Client.Sessions;

/// <summary>What needs no state is verified here, so that a proof that fails costs no grain call; whose key it is and whether it is new, the grain decides.</summary>
internal sealed partial class SessionClient
{
    /// <summary>Verifies what came along with a token.</summary>
    /// <param name="token">A token that has passed the gate.</param>
    /// <param name="scheme">How it was presented.</param>
    /// <param name="presented">What came along. Beside a bearer token a proof means nothing.</param>
    /// <param name="evidence">What the grain is told; <see langword="null"/> when the token came alone.</param>
    /// <returns>False for a proof that the scheme asks for and that is missing or fails: <see cref="SessionRefusal.ProofInvalid"/>.</returns>
    private bool TryShow(string token, TokenScheme scheme, PresentedPossession presented, out PossessionEvidence? evidence)
    {
        if (scheme == TokenScheme.DPoP)
        {
            evidence = presented.Proof is { } header ? Verify(header, HashOf(token), presented.Certificate) : null;
            return evidence is not null;
        }

        evidence = presented.Certificate.IsUnset ? null : new() { Certificate = presented.Certificate };
        return true;
    }

    private PossessionEvidence? Verify(DpopHeader header, SecretDigest tokenHash, KeyThumbprint certificate)
    {
        var proof = new PresentedProof { Text = header.Proof, Method = header.Method, Uri = header.Uri, TokenHash = tokenHash };
        if (verifier.Verify(proof, out var problem) is { } verified)
        {
            return new() { Proof = verified, Presented = proof, Certificate = certificate };
        }

        LogProofRefused(problem);
        return null;
    }

    /// <summary>RFC 9449 section 4.2: of the token's ASCII.</summary>
    private static SecretDigest HashOf(string token)
    {
        Span<byte> ascii = stackalloc byte[Tokens.TokenFormat.MaxLength];
        return SecretDigest.Of(ascii[..Encoding.ASCII.GetBytes(token, ascii)]);
    }
}
