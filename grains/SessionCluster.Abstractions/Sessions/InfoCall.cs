using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Sessions;

/// <summary>What the edge asks the session's grain for an operator: what is known of it.</summary>
[GenerateSerializer, Immutable, Alias("sc.InfoCall")]
public sealed record InfoCall
{
    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(0)]
    public CallerTicket? Ticket { get; init; }
}
