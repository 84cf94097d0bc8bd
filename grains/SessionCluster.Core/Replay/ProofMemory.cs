using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Possession;

namespace SessionCluster.Core.Replay;

/// <summary>
/// What one activation remembers of proofs: those it accepted, the nonces it sent, and whether it may trust that memory (P-R1 to P-R5). Not thread-safe: one grain's turns use it.
/// Everything it decides is a function of what comes in; nonces are drawn by whoever calls <see cref="Renew"/>.
/// </summary>
public sealed class ProofMemory
{
    /// <summary>An activation that inserted the session's row itself, or inherited its memory: it has seen every proof that was ever accepted (P-R3).</summary>
    public static ProofMemory Warm(ReplayBudget budget) => throw new NotImplementedException();

    /// <summary>Any other: an earlier activation may have accepted whatever is not clearly younger than this one (P-R3).</summary>
    /// <param name="budget">The silo's room.</param>
    /// <param name="activatedAt">This activation's clock when its memory begins.</param>
    public static ProofMemory Cold(ReplayBudget budget, DateTimeOffset activatedAt) => throw new NotImplementedException();

    /// <summary>Proofs remembered.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Decides about a proof of the right key. Changes nothing that a decision depends on.</summary>
    public ProofStanding Examine(VerifiedProof proof, PossessionTerms terms, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Records a proof that <see cref="Examine"/> has just called fresh, at the same <paramref name="now"/>.</summary>
    public void Record(VerifiedProof proof, PossessionTerms terms, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>
    /// The nonce to send with a challenge (<paramref name="used"/> unset), or to replace the one a proof has used; <see langword="null"/> when none is to be sent. A new one is drawn only when the current one is
    /// past the middle of its life.
    /// </summary>
    /// <param name="used">The nonce of the proof that was accepted; unset for a challenge.</param>
    /// <param name="draw">Draws a nonce: 128 random bits in base64url.</param>
    /// <param name="now">The activation's clock.</param>
    public string? Renew(Digest128 used, Func<string> draw, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>What travels with a migration (P-R4): everything remembered.</summary>
    public ProofLuggage Pack() => throw new NotImplementedException();

    /// <summary>The memory that came along; <see langword="null"/> when it is not whole, or the silo has no room for it.</summary>
    public static ProofMemory? Unpack(ProofLuggage luggage, ReplayBudget budget) => throw new NotImplementedException();

    /// <summary>Gives the room back, when the activation leaves.</summary>
    public void Release() => throw new NotImplementedException();
}
