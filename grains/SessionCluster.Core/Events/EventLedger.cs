using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;

namespace SessionCluster.Core.Events;

/// <summary>
/// The events of one stream as its row keeps them: how many there were, the hash of the latest, and those that have not been handed on for certain (the outbox). Written together with the change itself, so that
/// neither can be without the other (L12).
/// </summary>
[GenerateSerializer, Immutable, Alias("sc.EventLedger")]
public sealed record EventLedger
{
    /// <summary>How many events may wait: 64. Beyond that nothing lets the session go on, no rotation and no step-up; ends, locks and taints go on.</summary>
    public const int MaxWaiting = 64;

    /// <summary>No events yet.</summary>
    public static EventLedger Empty { get; } = new();

    /// <summary>Events so far; the sequence of the latest.</summary>
    [Id(0)]
    public long Count { get; init; }

    /// <summary>The hash of the latest.</summary>
    [Id(1)]
    public EventHash Head { get; init; }

    /// <summary>Those to hand on, in their order. They stay until a later write of the row drops what was handed on.</summary>
    [Id(2)]
    public ImmutableArray<SessionEvent> Waiting { get; init; } = [];

    /// <summary>The same without those that wait up to a sequence: they were handed on.</summary>
    public EventLedger Without(long handedOn)
    {
        var done = 0;
        while (done < Waiting.Length && Waiting[done].Sequence <= handedOn)
        {
            done++;
        }

        return done == 0 ? this : this with { Waiting = Waiting.RemoveRange(0, done) };
    }
}
