using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Testing;

/// <summary>The secrets of one session in memory, by the rules of <c>docs/rotation.md</c>: one is current, successors wait for their presentation, one is former and accepted in its grace, and older ones show that somebody kept a copy.</summary>
internal sealed class FakeSecrets
{
    /// <summary>How long a former secret is accepted: 10 s, as class <c>interactive</c> has it for bearer sessions.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Most successors that wait at once: 4.</summary>
    public const int MaxPending = 4;

    private readonly Dictionary<RotationId, Successor> _pending = [];
    private readonly HashSet<SecretDigest> _older = [];
    private readonly TimeSpan? _every;
    private SecretDigest _current;
    private Former? _former;

    /// <summary>The secrets of a new session.</summary>
    /// <param name="first">The secret that it is established with.</param>
    /// <param name="every">After how long each secret should be rotated; <see langword="null"/> for on demand.</param>
    /// <param name="now">When it is established.</param>
    public FakeSecrets(SecretDigest first, TimeSpan? every, DateTimeOffset now) => (_current, _every, RotateAfter) = (first, every, now + every);

    /// <summary>When to rotate the current secret; <see langword="null"/> for on demand.</summary>
    public DateTimeOffset? RotateAfter { get; private set; }

    /// <summary>How often it was replaced.</summary>
    public int Generation { get; private set; }

    /// <summary>What a presented secret is.</summary>
    public FakeStanding StandingOf(SecretDigest digest, DateTimeOffset now) =>
        digest == _current ? FakeStanding.Current
        : Find(digest) is not null ? FakeStanding.Pending
        : _former is { } former && former.Digest == digest ? (now < former.AcceptedUntil ? FakeStanding.Former : now < former.ReuseFrom ? FakeStanding.Superseded : FakeStanding.Reused)
        : _older.Contains(digest) ? FakeStanding.Reused : FakeStanding.Foreign;

    /// <summary>True for the current one, one that waits, and the former one in its grace.</summary>
    public bool IsAccepted(SecretDigest digest, DateTimeOffset now) => StandingOf(digest, now) is FakeStanding.Current or FakeStanding.Pending or FakeStanding.Former;

    /// <summary>The successor of the current secret: the same for the same id; <see langword="null"/> when four others wait.</summary>
    public byte[]? Stage(RotationId id)
    {
        if (!_pending.TryGetValue(id, out var staged) && _pending.Count < MaxPending)
        {
            var secret = RandomNumberGenerator.GetBytes(SessionSecret.Size);
            _pending.Add(id, staged = new(SecretDigest.Of(secret), secret));
        }

        return staged?.Secret;
    }

    /// <summary>What took the former secret's place, for its holder's retry (P-T3); <see langword="null"/> for another's.</summary>
    public byte[]? SuccessorOfFormer(RotationId id) => _former is { } former && former.RotationId == id ? former.Successor : null;

    /// <summary>When the successor of a rotation now should be rotated in its turn.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset now) => now + _every;

    /// <summary>A secret that waited was presented: it is current from now on.</summary>
    public void Confirm(SecretDigest digest, DateTimeOffset now)
    {
        if (Find(digest) is not { } winner)
        {
            return;
        }

        foreach (var loser in _pending.Values)
        {
            if (loser.Digest != digest)
            {
                _older.Add(loser.Digest);
            }
        }

        if (_former is { } former)
        {
            _older.Add(former.Digest);
        }

        _former = new(_current, now + Grace, now + Grace, winner, _pending[winner].Secret);
        Advance(digest, now);
    }

    /// <summary>Another secret at once: the one before is dead without grace, and evidence after it. What waited is forgotten.</summary>
    public void Replace(SecretDigest digest, DateTimeOffset now)
    {
        if (_former is { } former && former.ReuseFrom <= now)
        {
            _older.Add(former.Digest);
        }

        _former = new(_current, now, now + Grace, default, null);
        Advance(digest, now);
    }

    private void Advance(SecretDigest digest, DateTimeOffset now)
    {
        _pending.Clear();
        _current = digest;
        Generation++;
        RotateAfter = now + _every;
    }

    private RotationId? Find(SecretDigest digest)
    {
        foreach (var (id, successor) in _pending)
        {
            if (successor.Digest == digest)
            {
                return id;
            }
        }

        return null;
    }

    private sealed record Successor(SecretDigest Digest, byte[] Secret);

    private sealed record Former(SecretDigest Digest, DateTimeOffset AcceptedUntil, DateTimeOffset ReuseFrom, RotationId RotationId, byte[]? Successor);
}
