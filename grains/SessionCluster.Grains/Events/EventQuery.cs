using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Grains.Events;

/// <summary>Which events to answer. Members that are not set do not narrow. Of a stream they come in the order of their sequences, otherwise in the order in which they were kept.</summary>
public sealed record EventQuery
{
    /// <summary>Events in a page: 1 to 1,000, 100 by default.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>One stream; <see langword="null"/> for all.</summary>
    public string? Stream { get; init; }

    /// <summary>One subject; unset for all.</summary>
    public SubjectId Subject { get; init; }

    /// <summary>One kind; <see langword="null"/> for all.</summary>
    public SessionEventKind? Kind { get; init; }

    /// <summary>Kept at or after this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Kept before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The <see cref="EventPage.Next"/> of the page before, or an <see cref="EventPage.Cursor"/>; <see langword="null"/> for the first.</summary>
    public string? After { get; init; }
}
