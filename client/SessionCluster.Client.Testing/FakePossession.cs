using System.Text;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Testing;

/// <summary>Proofs are verified as the real edge verifies them, and compared with a session's key as its grain compares them.</summary>
internal sealed class FakePossession
{
    private readonly DpopProofVerifier _verifier = new();

    /// <summary>Verifies what came along with a token that passed the gate; false when the scheme asks for a proof and none holds.</summary>
    public bool TryShow(string token, TokenScheme scheme, PresentedPossession presented, out VerifiedProof? proof)
    {
        proof = scheme == TokenScheme.DPoP && presented.Proof is { } header ? Verify(header, SecretDigest.Of(Encoding.ASCII.GetBytes(token))) : null;
        return scheme != TokenScheme.DPoP || proof is not null;
    }

    /// <summary>The key that an establishment binds to, if any; a refusal when its proof fails or names another.</summary>
    public EstablishResult.Refused? Bind(EstablishDescriptor descriptor, out Confirmation? confirmation)
    {
        confirmation = descriptor.Confirmation;
        if (descriptor.ConfirmationProof is not { } header)
        {
            return null;
        }

        if (Verify(header, default) is not { } proof)
        {
            return Refuse("The proof of the session's key fails a check.");
        }

        confirmation = new(ConfirmationMethod.Jkt, proof.Key);
        return descriptor.Confirmation is { } named && named != confirmation ? Refuse("The proof is of another key than the confirmation.") : null;
    }

    /// <summary>What a session refuses whose holder does not show its key.</summary>
    public static SessionRefusal Check(Confirmation? confirmation, TokenScheme scheme, VerifiedProof? proof, KeyThumbprint certificate) => confirmation switch
    {
        null => scheme == TokenScheme.DPoP ? SessionRefusal.WrongKey : SessionRefusal.None,
        { Method: ConfirmationMethod.Jkt } => scheme != TokenScheme.DPoP ? SessionRefusal.PossessionRequired : proof?.Key == confirmation.Thumbprint ? SessionRefusal.None : SessionRefusal.WrongKey,
        _ => scheme == TokenScheme.DPoP ? SessionRefusal.WrongKey
            : certificate.IsUnset ? SessionRefusal.PossessionRequired
            : certificate == confirmation.Thumbprint ? SessionRefusal.None : SessionRefusal.WrongKey,
    };

    private VerifiedProof? Verify(DpopHeader header, SecretDigest tokenHash) =>
        _verifier.Verify(new() { Text = header.Proof, Method = header.Method, Uri = header.Uri, TokenHash = tokenHash }, out _);

    private static EstablishResult.Refused Refuse(string detail) => new(EstablishRefusal.BindingRequired, detail);
}
