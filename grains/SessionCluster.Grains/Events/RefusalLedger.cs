using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Events;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.Grains.Events;

/// <summary>
/// Counts refusals by session and reason until they are handed on together, so that a flood of them costs memory for 4,096 counts and no write each. Sessions that do not exist are not counted: there is nobody whom
/// it would tell anything.
/// </summary>
internal sealed class RefusalLedger(SessionInstruments instruments)
{
    /// <summary>Most keys at once: 4,096. What comes for others meanwhile is counted for nobody in particular.</summary>
    public const int Capacity = 4_096;

    private readonly ConcurrentDictionary<RefusalKey, RefusalCount> _counts = new();
    private readonly RefusalCount _unnamed = new(null);
    private int _keys;

    /// <summary>A presentation of a session was refused. Of a key that is known it allocates nothing.</summary>
    public void Note(SessionFacts? facts, SessionRefusal refusal)
    {
        if (facts is null)
        {
            return;
        }

        var key = new RefusalKey(facts.Id, refusal);
        while (!_counts.TryGetValue(key, out var known) || !known.TryAdd())
        {
            if (Volatile.Read(ref _keys) >= Capacity)
            {
                _unnamed.TryAdd();
                instruments.Events.RefusalUnnamed();
                return;
            }

            // Whoever loses the race counts in what the other one has put there. One that is being closed is gone in a moment.
            if (_counts.TryAdd(key, new(facts)))
            {
                Interlocked.Increment(ref _keys);
            }
        }
    }

    /// <summary>Takes what was counted, as events, and gives up the keys of which nothing was.</summary>
    /// <param name="at">Now. No two takings of a silo may have the same second.</param>
    /// <param name="silo">Tells this silo from others that count refusals of the same session.</param>
    public ImmutableArray<SessionEvent> Take(DateTimeOffset at, int silo)
    {
        var events = ImmutableArray.CreateBuilder<SessionEvent>();
        foreach (var (key, count) in _counts)
        {
            var taken = count.Take();
            if (taken > 0)
            {
                events.Add(Event(key.Session.ToString(), RefusalCodes.Of(key.Refusal), key.Refusal, count.Facts, taken, at, silo));
            }
            else if (count.TryClose() && _counts.TryRemove(key, out _))
            {
                Interlocked.Decrement(ref _keys);
            }
        }

        if (_unnamed.Take() is > 0 and var unnamed)
        {
            events.Add(Event(SessionEvent.RefusalStream, null, SessionRefusal.None, null, unnamed, at, silo));
        }

        return events.ToImmutable();
    }

    private static SessionEvent Event(string stream, string? reason, SessionRefusal refusal, SessionFacts? facts, long count, DateTimeOffset at, int silo) =>
        EventChain.Unchained(stream, RefusalSequence.Of(at, refusal, silo), new(SessionEventKind.Refusals, at, EndInitiator.Policy)
        {
            Subject = facts?.Subject ?? default,
            ClientId = facts?.ClientId ?? default,
            Class = facts?.Class ?? default,
            Reason = reason,
            Detail = count.ToString(CultureInfo.InvariantCulture),
        });
}
