namespace SessionCluster.Core.Time;

/// <summary>Rounding to whole seconds, the unit of the wire: beginnings down, ends up, so that rounding never shortens what was promised.</summary>
public static class WholeSeconds
{
    /// <summary>The last whole second at or before the instant.</summary>
    public static DateTimeOffset Floor(DateTimeOffset instant) => instant.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerSecond));

    /// <summary>The first whole second at or after the instant.</summary>
    public static DateTimeOffset Ceiling(DateTimeOffset instant)
    {
        var floor = Floor(instant);
        return floor == instant ? floor : floor.AddSeconds(1);
    }
}
