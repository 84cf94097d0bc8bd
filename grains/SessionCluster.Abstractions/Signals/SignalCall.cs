using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Signals;

/// <summary>What the edge tells the session's grain on a client's word. By token (the digest must match), or by handle for a client that validated this session.</summary>
[GenerateSerializer, Immutable, Alias("sc.SignalCall")]
public sealed class SignalCall
{
    /// <summary>What is reported.</summary>
    [Id(0)]
    public required SignalType Type { get; init; }

    /// <summary>How high the risk is.</summary>
    [Id(1)]
    public required RiskLevel Level { get; init; }

    /// <summary>Who reports it.</summary>
    [Id(2)]
    public required ClientId Caller { get; init; }

    /// <summary>By token: its digest. Unset (by handle) otherwise.</summary>
    [Id(3)]
    public SecretDigest SecretDigest { get; init; }

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(4)]
    public CallerTicket? Ticket { get; init; }
}
