namespace SessionCluster.Grains.Janitor;

/// <summary>What the janitor says of itself.</summary>
[GenerateSerializer, Immutable, Alias("sc.JanitorReport")]
public sealed record JanitorReport
{
    /// <summary>How long a sweep takes.</summary>
    [Id(0)]
    public TimeSpan Interval { get; init; }

    /// <summary>The sweep under way, or the one that ended last; <see langword="null"/> before the first.</summary>
    [Id(1)]
    public SweepReport? Sweep { get; init; }

    /// <summary>The sweep before that.</summary>
    [Id(2)]
    public SweepReport? Former { get; init; }

    /// <summary>The pass through the seals under way; <see langword="null"/> when the silo ring has one key, or none began.</summary>
    [Id(3)]
    public SealReport? Seals { get; init; }

    /// <summary>The whole pass through the seals that ended last.</summary>
    [Id(4)]
    public SealReport? FormerSeals { get; init; }

    /// <summary>What went wrong last, in this activation; <see langword="null"/> when nothing did.</summary>
    [Id(5)]
    public string? Problem { get; init; }

    /// <summary>Which silo cleans.</summary>
    [Id(6)]
    public string? Silo { get; init; }
}
