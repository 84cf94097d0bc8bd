namespace SessionCluster.Silo.Storage.Events;

/// <summary>Where a query begins.</summary>
/// <param name="Sequence">Of one stream: behind this sequence.</param>
/// <param name="Position">Otherwise: behind this place.</param>
internal sealed record EventStart(long Sequence, EventPosition Position);
