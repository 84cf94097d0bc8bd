using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Sessions;

/// <summary>What an introspection (RFC 7662) asks.</summary>
public sealed class IntrospectDescriptor
{
    /// <summary>The text that was presented as a token, whatever it is. Never logged.</summary>
    public required string Token { get; init; }

    /// <summary>The services that the caller may ask for; empty for any. A session for none of them is inactive.</summary>
    public required ImmutableArray<Audience> Audiences { get; init; }

    /// <summary>Never the token.</summary>
    public override string ToString() => "(presented token)";
}
