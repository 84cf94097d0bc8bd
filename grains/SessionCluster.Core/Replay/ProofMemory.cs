using System.Runtime.InteropServices;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Possession;

namespace SessionCluster.Core.Replay;

/// <summary>
/// What one activation remembers of proofs: those it accepted, the nonces it sent, and whether it may trust that memory (P-R1 to P-R5). Not thread-safe: one grain's turns use it.
/// Everything it decides is a function of what comes in; nonces are drawn by whoever calls <see cref="Renew"/>. Its clock never goes back: an earlier instant counts as the latest it has seen (P-R2).
/// </summary>
public sealed class ProofMemory
{
    /// <summary>How far the clocks of two silos may differ: 2 s.</summary>
    public static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(2);

    private readonly ReplayWindow _window;

    private readonly NonceMemory _nonces;

    private readonly DateTimeOffset? _coldSince;

    private DateTimeOffset _latest;

    private ProofMemory(ReplayWindow window, NonceMemory nonces, DateTimeOffset? coldSince)
    {
        _window = window;
        _nonces = nonces;
        _coldSince = coldSince;
    }

    /// <summary>An activation that inserted the session's row itself, or inherited its memory: it has seen every proof that was ever accepted (P-R3).</summary>
    public static ProofMemory Warm(ReplayBudget budget) => new(new(budget), new(), null);

    /// <summary>Any other: an earlier activation may have accepted whatever is not clearly younger than this one (P-R3).</summary>
    /// <param name="budget">The silo's room.</param>
    /// <param name="activatedAt">This activation's clock when its memory begins.</param>
    public static ProofMemory Cold(ReplayBudget budget, DateTimeOffset activatedAt) => new(new(budget), new(), activatedAt);

    /// <summary>Proofs remembered; some may have expired since.</summary>
    public int Count => _window.Count;

    /// <summary>Decides about a proof of the right key. Changes nothing that a decision depends on; it may make room.</summary>
    public ProofStanding Examine(VerifiedProof proof, PossessionTerms terms, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(terms);
        now = Latest(now);
        if (CheckFreshness(proof, terms, now) is var standing and not ProofStanding.Fresh)
        {
            return standing;
        }

        var second = now.ToUnixTimeSeconds();
        return _window.Contains(proof.Id, second) ? ProofStanding.Replayed
            : HasRoom(terms, second) ? ProofStanding.Fresh : ProofStanding.Full;
    }

    /// <summary>Records a proof that <see cref="Examine"/> has just called fresh, at the same <paramref name="now"/>.</summary>
    public void Record(VerifiedProof proof, PossessionTerms terms, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(terms);
        now = Latest(now);

        // A nonce replaces the iat check, so that an iat may be anything: what is ahead of the clock counts as far as the clock would allow.
        var issuedAt = ProofAge.IssuedAt(proof);
        var keepUntil = (issuedAt < now + PossessionTerms.Skew ? issuedAt : now + PossessionTerms.Skew) + terms.ProofLifetime;
        if (_nonces.DeadlineOf(proof.Nonce, now) is { } nonceDeadline && nonceDeadline > keepUntil)
        {
            keepUntil = nonceDeadline;
        }

        // Examining has made room; so it is there already, or the window says that it is not.
        var second = now.ToUnixTimeSeconds();
        _ = HasRoom(terms, second);

        // The skew is also what keeps a proof in the luggage of a silo whose clock is ahead of the next one's.
        _window.Add(proof.Id, (keepUntil + PossessionTerms.Skew).ToUnixTimeSeconds() + 1, second);
    }

    /// <summary>
    /// The nonce to send with a challenge (<paramref name="used"/> unset), or to replace the one a proof has used; <see langword="null"/> when none is to be sent. A new one is drawn only when the current one is
    /// past the middle of its life.
    /// </summary>
    /// <param name="used">The nonce of the proof that was accepted; unset for a challenge. An accepted proof without a nonce is answered without one: don't call this for it.</param>
    /// <param name="draw">Draws a nonce: 128 random bits in base64url.</param>
    /// <param name="now">The activation's clock.</param>
    public string? Renew(Digest128 used, Func<string> draw, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(draw);
        return _nonces.Renew(used, draw, Latest(now));
    }

    /// <summary>What travels with a migration (P-R4): everything remembered. It may be packed after <see cref="Release"/>.</summary>
    public ProofLuggage Pack() => _nonces.AddTo(new() { Proofs = ImmutableCollectionsMarshal.AsImmutableArray(_window.Pack()), ColdSince = _coldSince });

    /// <summary>The memory that came along; <see langword="null"/> when it is not whole, or the silo has no room for it: then the activation is cold.</summary>
    public static ProofMemory? Unpack(ProofLuggage luggage, ReplayBudget budget)
    {
        ArgumentNullException.ThrowIfNull(luggage);
        return !luggage.Proofs.IsDefault && NonceMemory.From(luggage.Nonces, luggage.DrawnAt) is { } nonces && ReplayWindow.Unpack(luggage.Proofs.AsSpan(), budget) is { } window
            ? new(window, nonces, luggage.ColdSince)
            : null;
    }

    /// <summary>Gives the room back, when the activation leaves. From then on it accepts nothing: every new proof finds it full.</summary>
    public void Release() => _window.Release();

    private ProofStanding CheckFreshness(VerifiedProof proof, PossessionTerms terms, DateTimeOffset now)
    {
        // P-R5: a live nonce replaces the check of iat. One that is not live, not even of an earlier activation, is none.
        if (!proof.Nonce.IsUnset)
        {
            return _nonces.DeadlineOf(proof.Nonce, now) is null ? ProofStanding.NonceRequired : ProofStanding.Fresh;
        }

        if (terms.NonceAlways || _nonces.WereSent)
        {
            return ProofStanding.NonceRequired;
        }

        if (!ProofAge.IsNear(proof, terms.ProofLifetime, now))
        {
            return ProofStanding.Stale;
        }

        // P-R3: an earlier activation, whose clock was no more than the difference ahead, accepted nothing younger than this.
        return ProofAge.IssuedAt(proof) <= _coldSince + PossessionTerms.Skew + ClockDifference ? ProofStanding.NonceRequired : ProofStanding.Fresh;
    }

    private bool HasRoom(PossessionTerms terms, long second) => _window.TryMakeRoom(Math.Min(terms.ReplayEntries, SessionClass.MaxReplayEntries), second);

    private DateTimeOffset Latest(DateTimeOffset now) => _latest = now > _latest ? now : _latest;
}
