using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Sessions;

/// <summary>
/// Which logical calls have spent their use and their proof a moment ago, so that the edge's own repetition after a lost answer spends no second use and is no replay (P-R6). It remembers no verdict: that is computed anew, so an end wins.
/// It dies with its activation, and it is bounded: what it forgets costs a use or a new proof, which is against the session and never for it.
/// </summary>
internal sealed class AttemptMemory
{
    /// <summary>How long a use counts as the same call's: 10 s, by the clock that the grain decides by, which never goes back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    /// <summary>Most attempts remembered at once: 64, a block of uses.</summary>
    public const int Capacity = 64;

    // In the order of their instants.
    private readonly List<Entry> _entries = [];

    /// <summary>True when this caller's call with this secret and this very proof (unset for none) was accepted.</summary>
    public bool Knows(ValidateCall call, SecretHash secret, Digest128 proof, DateTimeOffset now)
    {
        if (call.Attempt.IsUnset)
        {
            return false;
        }

        foreach (var entry in _entries)
        {
            if (entry.Attempt == call.Attempt && now - entry.At < Lifetime)
            {
                return entry.Caller == call.Caller && entry.Secret == secret && entry.Proof == proof;
            }
        }

        return false;
    }

    /// <summary>Remembers that it was.</summary>
    public void Note(ValidateCall call, SecretHash secret, Digest128 proof, DateTimeOffset now)
    {
        var old = 0;
        while (old < _entries.Count && (now - _entries[old].At >= Lifetime || _entries.Count - old >= Capacity))
        {
            old++;
        }

        _entries.RemoveRange(0, old);
        _entries.Add(new(call.Attempt, call.Caller, secret, proof, now));
    }

    private readonly record struct Entry(AttemptId Attempt, ClientId Caller, SecretHash Secret, Digest128 Proof, DateTimeOffset At);
}
