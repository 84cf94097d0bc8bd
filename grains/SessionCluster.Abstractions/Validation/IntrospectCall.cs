using System.Collections.Immutable;
using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Validation;

/// <summary>What the edge asks the session's grain for an introspection (RFC 7662).</summary>
[GenerateSerializer, Immutable, Alias("sc.IntrospectCall")]
public sealed class IntrospectCall
{
    /// <summary>The digest of the presented secret.</summary>
    [Id(0)]
    public required SecretDigest SecretDigest { get; init; }

    /// <summary>The services that the caller may ask for; empty for any.</summary>
    [Id(1)]
    public required ImmutableArray<Audience> Audiences { get; init; }

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(2)]
    public CallerTicket? Ticket { get; init; }
}
