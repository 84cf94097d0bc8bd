using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Renewal;

/// <summary>What the edge asks the session's grain for its holder's own view (N13): is this the holder of a session that is active? It is no activity, spends no use, and consumes its proof.</summary>
[GenerateSerializer, Immutable, Alias("sc.ProveCall")]
public sealed class ProveCall
{
    /// <summary>What is presented.</summary>
    [Id(0)]
    public required HeldSession Held { get; init; }

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(1)]
    public CallerTicket? Ticket { get; init; }
}
