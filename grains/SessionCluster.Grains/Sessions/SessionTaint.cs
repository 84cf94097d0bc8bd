namespace SessionCluster.Grains.Sessions;

/// <summary>A copy of a token is about, landed or not: of that generation. A later secret is not tainted by it.</summary>
/// <param name="Generation">Of the secret that was seen without its key.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("sc.SessionTaint")]
internal sealed record SessionTaint([property: Id(0)] int Generation, [property: Id(1)] DateTimeOffset At);
