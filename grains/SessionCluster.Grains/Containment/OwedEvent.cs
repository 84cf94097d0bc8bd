using SessionCluster.Abstractions.Events;

namespace SessionCluster.Grains.Containment;

/// <summary>The event of a change, written with the change itself; the head that brings the change in force puts it into the chain. So neither is without the other, whatever happens between the two writes (L12).</summary>
/// <param name="Version">The version the change was written for: a head that is as new has it.</param>
/// <param name="Event">The event, without its place in the stream.</param>
[GenerateSerializer, Immutable, Alias("sc.OwedEvent")]
internal sealed record OwedEvent([property: Id(0)] long Version, [property: Id(1)] SessionEvent Event)
{
    /// <summary>Whether both tell of the same.</summary>
    public bool Is(SessionEvent other) => Event.Kind == other.Kind && Event.Id == other.Id;
}
