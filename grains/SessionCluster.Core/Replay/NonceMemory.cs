using System.Collections.Immutable;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Core.Replay;

/// <summary>The nonces that an activation sent: the current one and the former (P-R5). Others it knows nothing of, so that a nonce names its activation.</summary>
internal sealed class NonceMemory
{
    /// <summary>How long a nonce lives; at its end it is dead.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // A longer text was not drawn by us.
    private const int MaxLength = 128;

    private SentNonce? _current;

    private SentNonce? _former;

    /// <summary>True once a nonce was sent: from then on no proof is accepted without one (RFC 9449 section 11.3).</summary>
    public bool WereSent => _current is not null;

    /// <summary>When the nonce dies that a proof carries; <see langword="null"/> when it is none of ours, or dead.</summary>
    public DateTimeOffset? DeadlineOf(Digest128 presented, DateTimeOffset now)
    {
        var deadline = _current is { } current && current.Is(presented) ? current.DrawnAt + Lifetime
            : _former is { } former && former.Is(presented) ? former.DrawnAt + Lifetime
            : DateTimeOffset.MinValue;
        return now < deadline ? deadline : null;
    }

    /// <summary>The nonce to send: see <see cref="ProofMemory.Renew"/>.</summary>
    public string? Renew(Digest128 used, Func<string> draw, DateTimeOffset now)
    {
        // A nonce becomes the former one at half its life at the earliest, and is dropped half a life later: no live nonce is ever dropped.
        if (_current is not { } current || now - current.DrawnAt >= Lifetime / 2)
        {
            _former = _current;
            _current = new(draw(), now);
        }

        return _current.Is(used) ? null : _current.Text;
    }

    /// <summary>Adds what travels.</summary>
    public ProofLuggage AddTo(ProofLuggage luggage) => (_current, _former) switch
    {
        (null, _) => luggage,
        ({ } current, null) => luggage with { Nonces = [current.Text], DrawnAt = [current.DrawnAt] },
        ({ } current, { } former) => luggage with { Nonces = [current.Text, former.Text], DrawnAt = [current.DrawnAt, former.DrawnAt] },
    };

    /// <summary>What travelled; <see langword="null"/> when it is not whole.</summary>
    public static NonceMemory? From(ImmutableArray<string> nonces, ImmutableArray<DateTimeOffset> drawnAt)
    {
        if (nonces.IsDefault || drawnAt.IsDefault || nonces.Length != drawnAt.Length || nonces.Length > 2)
        {
            return null;
        }

        foreach (var nonce in nonces)
        {
            if (nonce is not { Length: >= 1 and <= MaxLength })
            {
                return null;
            }
        }

        return new()
        {
            _current = nonces.Length > 0 ? new(nonces[0], drawnAt[0]) : null,
            _former = nonces.Length > 1 ? new(nonces[1], drawnAt[1]) : null,
        };
    }
}
