namespace SessionCluster.Abstractions.Wire;

/// <summary>Member names of what operators see of the janitor.</summary>
public static class JanitorNames
{
    /// <summary>How long a sweep takes, in seconds.</summary>
    public const string Interval = "interval";

    /// <summary>Which silo cleans.</summary>
    public const string Silo = "silo";

    /// <summary>What went wrong last.</summary>
    public const string Problem = "problem";

    /// <summary>The sweep under way, or the one that ended last.</summary>
    public const string Sweep = "sweep";

    /// <summary>The sweep before that.</summary>
    public const string Former = "former";

    /// <summary>The number of a sweep.</summary>
    public const string Number = "number";

    /// <summary>When a sweep or a pass ended.</summary>
    public const string EndedAt = "ended_at";

    /// <summary>The shard that comes next.</summary>
    public const string NextShard = "next_shard";

    /// <summary>Rows of sessions that were deleted; in a count of seals, rows under a key.</summary>
    public const string Rows = "rows";

    /// <summary>Events that were handed on.</summary>
    public const string Events = "events";

    /// <summary>Ends that nobody had recorded.</summary>
    public const string Ends = "ends";

    /// <summary>Rows of subjects that were deleted.</summary>
    public const string Subjects = "subjects";

    /// <summary>Kept events that were deleted.</summary>
    public const string EventsDeleted = "events_deleted";

    /// <summary>Rows past their deadline that can't be opened.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Attempts that failed.</summary>
    public const string Failures = "failures";

    /// <summary>The pass through the seals under way.</summary>
    public const string Seals = "seals";

    /// <summary>The whole pass through the seals that ended last.</summary>
    public const string FormerSeals = "former_seals";

    /// <summary>The silo ring's current key when a pass began.</summary>
    public const string Current = "current";

    /// <summary>Rows that a pass had sealed anew.</summary>
    public const string Resealed = "resealed";

    /// <summary>Rows that a pass found, by key.</summary>
    public const string Found = "found";

    /// <summary>A key's id.</summary>
    public const string KeyId = "id";
}
