using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Core.Possession;

/// <summary>Whether a presentation shows that its holder has the session's key. Pure.</summary>
public static class PossessionRules
{
    /// <summary>
    /// <see cref="SessionRefusal.None"/>, <see cref="SessionRefusal.PossessionRequired"/>, <see cref="SessionRefusal.WrongKey"/> or <see cref="SessionRefusal.ProofInvalid"/> (the scheme asks for a proof and
    /// there is none that holds).
    /// </summary>
    /// <param name="confirmation">The session's key; <see langword="null"/> for a bearer session, which whoever presents it as such holds, and which no proof makes more.</param>
    /// <param name="scheme">How the token was presented.</param>
    /// <param name="proof">The proof that was verified; <see langword="null"/> for none.</param>
    /// <param name="certificate">The certificate of the connection; unset for none.</param>
    public static SessionRefusal Check(Confirmation? confirmation, TokenScheme scheme, VerifiedProof? proof, KeyThumbprint certificate) => confirmation switch
    {
        // RFC 9449 section 7.1: with the scheme DPoP a proof must hold, whatever the token is bound to; one that is bound to nothing is bound to no key of a proof.
        null => scheme != TokenScheme.DPoP ? SessionRefusal.None : proof is null ? SessionRefusal.ProofInvalid : SessionRefusal.WrongKey,
        { Method: ConfirmationMethod.Jkt, Thumbprint: var key } => scheme != TokenScheme.DPoP ? SessionRefusal.PossessionRequired
            : proof is null ? SessionRefusal.ProofInvalid
            : proof.Key == key && !key.IsUnset ? SessionRefusal.None : SessionRefusal.WrongKey,
        { Method: ConfirmationMethod.Certificate, Thumbprint: var key } => scheme == TokenScheme.DPoP ? SessionRefusal.WrongKey
            : certificate.IsUnset ? SessionRefusal.PossessionRequired
            : certificate == key ? SessionRefusal.None : SessionRefusal.WrongKey,
        _ => SessionRefusal.WrongKey,
    };
}
