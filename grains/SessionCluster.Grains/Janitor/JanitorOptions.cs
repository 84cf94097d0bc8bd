namespace SessionCluster.Grains.Janitor;

/// <summary>How the janitor goes about it.</summary>
public sealed class JanitorOptions
{
    /// <summary>Shortest <see cref="Interval"/>: 1 min.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(1);

    /// <summary>Longest <see cref="Interval"/>: 24 h.</summary>
    public static readonly TimeSpan MaxInterval = TimeSpan.FromHours(24);

    /// <summary>How long a sweep through all sessions takes, and so how often a row is looked for that can go. Default 15 min; 1 min to 24 h.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long events are kept; <see langword="null"/>, the default, for ever.</summary>
    public TimeSpan? EventRetention { get; set; }
}
