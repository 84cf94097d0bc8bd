using System.Collections.Immutable;

namespace SessionCluster.Abstractions.Callers;

/// <summary>
/// Who calls through a gateway and what it may do (client, permissions, audiences, expiry), sealed with the silo ring. Every message from outside reserves a member for it;
/// version 0.1 neither issues nor reads tickets.
/// </summary>
/// <param name="Sealed">The sealed bytes.</param>
[GenerateSerializer, Immutable, Alias("sc.CallerTicket")]
public sealed record CallerTicket([property: Id(0)] ImmutableArray<byte> Sealed)
{
    /// <summary>Never the bytes.</summary>
    public override string ToString() => "(caller ticket)";
}
