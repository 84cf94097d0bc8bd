using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Possession;

namespace SessionCluster.Grains.Sessions;

/// <summary>Keys and proofs: which proof counts, and what is remembered of it. Nothing here awaits: it is part of the one step of a decision (P-F3).</summary>
internal sealed partial class SessionGrain
{
    /// <summary>
    /// The proof to decide by. Where the class says so it is what the silo verified, whatever the edge says, and for nobody who does not hold the secret: verifying costs more than all the rest.
    /// </summary>
    private VerifiedProof? ProofOf(SessionState state, SecretDigest secret, TokenScheme scheme, PossessionEvidence? evidence)
    {
        if (scheme != TokenScheme.DPoP || evidence is null)
        {
            return null;
        }

        // A session that is bound to no key says nothing of who verifies: then a proof decides nothing either.
        var proof = state.Possession is not { Verification: not ProofVerification.Edge } ? evidence.Proof
            : IsKnown(state, secret) ? _services.Proofs.VerifyWithToken(evidence.Presented) : null;
        return Usable(state, proof);
    }

    /// <summary>
    /// The proof of a call to this cluster itself: always the one that this silo verified, for its own URI, whatever an edge says (design section 10). For nobody who does not hold a secret of the session.
    /// </summary>
    private VerifiedProof? OwnProofOf(SessionState state, SecretDigest secret, TokenScheme scheme, PossessionEvidence? evidence, string method, string path) =>
        scheme == TokenScheme.DPoP && evidence is not null && IsKnown(state, secret)
            ? Usable(state, _services.Proofs.VerifyOwn(evidence.Presented, method, _services.Uris.Of(path)))
            : null;

    /// <summary>True for a secret of the session's own, also one that is superseded: whether a proof came with it is what evidence goes by.</summary>
    private bool IsKnown(SessionState state, SecretDigest secret) => RotationRules.StandingOf(state, secret, Now()) != SecretStanding.Foreign;

    private VerifiedProof? Usable(SessionState state, VerifiedProof? proof)
    {
        // A message is deserialized without the checks of its types.
        if (proof is null || proof.Id.IsUnset || proof.Text.IsUnset)
        {
            return null;
        }

        if (state.Facts?.Confirmation is { Method: ConfirmationMethod.Jkt } confirmation && confirmation.Thumbprint == proof.Key)
        {
            _ = Proofs();
        }

        return proof;
    }

    /// <summary>The memory of proofs. It trusts itself only where it has seen every proof that was ever accepted (P-R3).</summary>
    private ProofMemory Proofs()
    {
        var memory = _memory ??= new();
        return memory.Proofs ??= _isWarm ? _services.ProofMemories.Warm() : _services.ProofMemories.Cold(memory.ColdSince ?? Now());
    }

    /// <summary>Mark: the proof is spent. Answers the nonce that replaces the one it used, if there is one (P-R5).</summary>
    private string? Spend(VerifiedProof proof, PossessionTerms terms, DateTimeOffset now)
    {
        Proofs().Record(proof, terms, now);
        _memory!.AcceptedUnder = _row.ETag;
        return proof.Nonce.IsUnset ? null : Proofs().Renew(proof.Nonce, Nonces.Draw, now);
    }
}
