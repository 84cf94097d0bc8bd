using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Sessions;

/// <summary>What the edge asks the subject's grain: a page of the sessions it lists, in the order of their ids.</summary>
[GenerateSerializer, Immutable, Alias("sc.ListCall")]
public sealed record ListCall
{
    /// <summary>Sessions in a page: 100.</summary>
    public const int PageSize = 100;

    /// <summary>The last id of the page before; unset for the first page.</summary>
    [Id(0)]
    public SessionId After { get; init; }

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(1)]
    public CallerTicket? Ticket { get; init; }
}
