using System.Collections.Immutable;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Sessions;

/// <summary>What a login service asks for after multi-factor authentication succeeded.</summary>
public sealed record EstablishDescriptor
{
    /// <summary>Who authenticated.</summary>
    public required SubjectId Subject { get; init; }

    /// <summary>The session's class.</summary>
    public required SessionClassName Class { get; init; }

    /// <summary>The services the session is for: 1 to 8, fewer where the class says so.</summary>
    public required ImmutableArray<Audience> Audiences { get; init; }

    /// <summary>The authentication event.</summary>
    public required AuthenticationEvent Authentication { get; init; }

    /// <summary>The caller that asks.</summary>
    public required ClientId EstablishedBy { get; init; }

    /// <summary>The client that will hold the session; the caller by default.</summary>
    public ClientId ClientId { get; init; }

    /// <summary>The scope; empty by default.</summary>
    public ScopeSet Scope { get; init; } = ScopeSet.Empty;

    /// <summary>How many validations may be accepted in all, 1 to 1,000,000,000; <see langword="null"/> (default) for no limit.</summary>
    public int? MaxUses { get; init; }

    /// <summary>Attributes; none by default.</summary>
    public SessionAttributes Attributes { get; init; } = SessionAttributes.Empty;
}
