using System.Collections.Immutable;
using SessionCluster.Abstractions.Containment;

namespace SessionCluster.Core.Containment;

/// <summary>The locks of one dimension, by what they name. Immutable; a look-up allocates nothing.</summary>
internal sealed class LockTable<TValue>
    where TValue : struct, IEquatable<TValue>
{
    private readonly ImmutableDictionary<TValue, StandingLocks> _locks;

    private LockTable(ImmutableDictionary<TValue, StandingLocks> locks) => _locks = locks;

    public static LockTable<TValue> Empty { get; } = new(ImmutableDictionary<TValue, StandingLocks>.Empty);

    public bool Names(TValue value, DateTimeOffset now) => !_locks.IsEmpty && _locks.TryGetValue(value, out var locks) && locks.StandAt(now);

    public LockTable<TValue> With(TValue value, SessionLockEntry entry) => new(_locks.SetItem(value, _locks.GetValueOrDefault(value, StandingLocks.None).With(entry)));

    public LockTable<TValue> Without(TValue value, SessionLockEntry entry)
    {
        var rest = _locks.GetValueOrDefault(value, StandingLocks.None).Without(entry.Id);
        return new(rest.IsEmpty ? _locks.Remove(value) : _locks.SetItem(value, rest));
    }
}
