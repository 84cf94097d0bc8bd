namespace SessionCluster.Abstractions.Wire;

/// <summary>Member names of events and of questions for them.</summary>
public static class EventNames
{
    /// <summary>Events of a page.</summary>
    public const string Events = "events";

    /// <summary>The session, or the containment of the cluster.</summary>
    public const string Stream = "stream";

    /// <summary>The place in the stream.</summary>
    public const string Sequence = "sequence";

    /// <summary>What happened, as a word.</summary>
    public const string Type = "type";

    /// <summary>What happened, as its stable number.</summary>
    public const string Number = "number";

    /// <summary>When it was decided, in seconds.</summary>
    public const string At = "at";

    /// <summary>When it was decided, in milliseconds, as the hash covers it.</summary>
    public const string AtMilliseconds = "at_ms";

    /// <summary>When it was first kept.</summary>
    public const string KeptAt = "kept_at";

    /// <summary>On whose word.</summary>
    public const string Initiator = "initiator";

    /// <summary>Somebody's words, or a number.</summary>
    public const string Detail = "detail";

    /// <summary>The hash of the event before.</summary>
    public const string Previous = "previous";

    /// <summary>The hash of the event.</summary>
    public const string Hash = "hash";

    /// <summary>Kept at or after.</summary>
    public const string From = "from";

    /// <summary>Kept before.</summary>
    public const string To = "to";

    /// <summary>Where a page begins.</summary>
    public const string After = "after";

    /// <summary>Events in a page.</summary>
    public const string Limit = "limit";
}
