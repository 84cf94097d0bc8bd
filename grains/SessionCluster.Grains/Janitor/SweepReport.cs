namespace SessionCluster.Grains.Janitor;

/// <summary>What one sweep did so far.</summary>
[GenerateSerializer, Immutable, Alias("sc.SweepReport")]
public sealed record SweepReport
{
    /// <summary>Its number, from 1 on.</summary>
    [Id(0)]
    public long Number { get; init; }

    /// <summary>When it began.</summary>
    [Id(1)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; <see langword="null"/> while it goes on.</summary>
    [Id(2)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The shard that comes next; 256 at the end.</summary>
    [Id(3)]
    public int NextShard { get; init; }

    /// <summary>Rows of sessions that were deleted.</summary>
    [Id(4)]
    public long Rows { get; init; }

    /// <summary>Events that were handed on from rows before they were deleted, ends included.</summary>
    [Id(5)]
    public long Events { get; init; }

    /// <summary>Ends that nobody had recorded.</summary>
    [Id(6)]
    public long Ends { get; init; }

    /// <summary>Rows of subjects that were deleted.</summary>
    [Id(7)]
    public long Subjects { get; init; }

    /// <summary>Kept events that were deleted, because they are past their retention.</summary>
    [Id(8)]
    public long EventsDeleted { get; init; }

    /// <summary>Rows past their deadline that can't be opened, and wait.</summary>
    [Id(9)]
    public long Unreadable { get; init; }

    /// <summary>Attempts that failed; what they were about is tried again in the next sweep.</summary>
    [Id(10)]
    public long Failures { get; init; }
}
