namespace SessionCluster.Silo.Storage.Azure.Clock;

/// <summary>What some answers say together about the store's clock.</summary>
/// <param name="Began">When the first of them came, by this process's monotonic clock.</param>
/// <param name="Earliest">The earliest time that the store's clock can have had when the monotonic clock was zero, inclusive.</param>
/// <param name="Latest">The latest.</param>
internal readonly record struct StoreClockWindow(TimeSpan Began, DateTimeOffset Earliest, DateTimeOffset Latest)
{
    /// <summary>What both say; <see langword="null"/> when they contradict one another.</summary>
    public StoreClockWindow? Intersect(StoreClockWindow other)
    {
        var earliest = Earliest > other.Earliest ? Earliest : other.Earliest;
        var latest = Latest < other.Latest ? Latest : other.Latest;
        return earliest <= latest ? new(Began, earliest, latest) : null;
    }
}
