using System.Collections.Immutable;

namespace SessionCluster.Grains.Events;

/// <summary>A page of events.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Where the next page begins: opaque, 1 to 512 printable ASCII characters; <see langword="null"/> when there was no more. One that follows new events asks again with <paramref name="Cursor"/>.</param>
/// <param name="Cursor">
/// For whoever follows: the same query from here has every event that was not in this page or before, also those that several silos keep late, and so some that were. Stream and sequence tell them apart.
/// </param>
public sealed record EventPage(ImmutableArray<KeptEvent> Events, string? Next, string? Cursor);
