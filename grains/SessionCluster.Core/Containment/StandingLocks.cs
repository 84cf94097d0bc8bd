using System.Collections.Immutable;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Core.Containment;

/// <summary>The locks of one value. Any of them refuses, so the one that stands longest decides.</summary>
internal sealed class StandingLocks
{
    private readonly ImmutableArray<SessionLockEntry> _locks;
    private readonly DateTimeOffset _until;

    private StandingLocks(ImmutableArray<SessionLockEntry> locks)
    {
        _locks = locks;
        foreach (var entry in locks)
        {
            var until = entry.Order.Until ?? DateTimeOffset.MaxValue;
            _until = until > _until ? until : _until;
        }
    }

    public static StandingLocks None { get; } = new([]);

    public bool IsEmpty => _locks.IsEmpty;

    /// <summary>Whether one stands at that instant: at its end it stands no more.</summary>
    public bool StandAt(DateTimeOffset now) => now < _until;

    public StandingLocks With(SessionLockEntry entry) => new(Except(entry.Id).Add(entry));

    public StandingLocks Without(EventId id) => new(Except(id));

    private ImmutableArray<SessionLockEntry> Except(EventId id) => _locks.RemoveAll(entry => entry.Id == id);
}
