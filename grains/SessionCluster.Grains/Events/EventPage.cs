using System.Collections.Immutable;

namespace SessionCluster.Grains.Events;

/// <summary>A page of events.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Where the next page begins: opaque, 1 to 512 printable ASCII characters; <see langword="null"/> when there was no more. One that follows new events asks again with <paramref name="Cursor"/>.</param>
/// <param name="Cursor">Behind the last event of this page, or where the query began: for whoever follows.</param>
public sealed record EventPage(ImmutableArray<KeptEvent> Events, string? Next, string? Cursor);
