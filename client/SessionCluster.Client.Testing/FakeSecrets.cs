using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Testing;

/// <summary>The secrets of one session in memory: one is current, successors wait for their presentation, one is former and accepted in its grace, and older ones show that somebody kept a copy.</summary>
/// <param name="first">The secret that it was established with.</param>
/// <param name="rotateAfter">When to rotate it.</param>
internal sealed class FakeSecrets(SecretDigest first, DateTimeOffset? rotateAfter)
{
    /// <summary>How long a former secret is accepted: 10 s, as class <c>interactive</c> has it for bearer sessions.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Most successors that wait at once: 4.</summary>
    public const int MaxPending = 4;

    private readonly Dictionary<(SecretDigest Of, RotationId Id), (SecretDigest Digest, byte[] Secret)> _pending = [];
    private readonly HashSet<SecretDigest> _older = [];
    private SecretDigest _current = first;
    private SecretDigest _former;
    private DateTimeOffset _formerUntil;

    /// <summary>When to rotate the current secret; <see langword="null"/> for on demand.</summary>
    public DateTimeOffset? RotateAfter { get; set; } = rotateAfter;

    /// <summary>How often it was replaced.</summary>
    public int Generation { get; private set; }

    /// <summary>True for a secret that this session has or had.</summary>
    public bool IsKnown(SecretDigest digest) => digest == _current || digest == _former || IsPending(digest) || _older.Contains(digest);

    /// <summary>True for the current one, one that waits, and the former one in its grace.</summary>
    public bool IsAccepted(SecretDigest digest, DateTimeOffset now) => digest == _current || (digest == _former && now < _formerUntil) || IsPending(digest);

    /// <summary>The successor of a secret: the same for the same id; <see langword="null"/> when four others wait.</summary>
    public byte[]? Stage(SecretDigest presented, RotationId id)
    {
        // A retry may come with the former secret, whose successor is current by now, or with the successor itself: each gets one that waits.
        if (_pending.TryGetValue((presented, id), out var staged))
        {
            return staged.Secret;
        }

        if (_pending.Count >= MaxPending)
        {
            return null;
        }

        var secret = RandomNumberGenerator.GetBytes(SessionSecret.Size);
        _pending.Add((presented, id), (SecretDigest.Of(secret), secret));
        return secret;
    }

    /// <summary>A secret that waited was presented: it is current from now on.</summary>
    public void Confirm(SecretDigest digest, DateTimeOffset now)
    {
        if (!IsPending(digest))
        {
            return;
        }

        foreach (var (loser, _) in _pending.Values)
        {
            if (loser != digest)
            {
                _older.Add(loser);
            }
        }

        if (_former != default)
        {
            _older.Add(_former);
        }

        (_former, _formerUntil, _current) = (_current, now + Grace, digest);
        _pending.Clear();
        Generation++;
        RotateAfter = null;
    }

    /// <summary>Another secret at once, and all others dead.</summary>
    public void Replace(SecretDigest digest)
    {
        _older.Add(_current);
        if (_former != default)
        {
            _older.Add(_former);
        }

        foreach (var (waiting, _) in _pending.Values)
        {
            _older.Add(waiting);
        }

        (_former, _current) = (default, digest);
        _pending.Clear();
        Generation++;
    }

    private bool IsPending(SecretDigest digest)
    {
        foreach (var (waiting, _) in _pending.Values)
        {
            if (waiting == digest)
            {
                return true;
            }
        }

        return false;
    }
}
