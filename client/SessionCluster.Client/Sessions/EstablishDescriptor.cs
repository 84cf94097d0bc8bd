using System.Collections.Immutable;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;

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

    /// <summary>The key to bind to; <see langword="null"/> (default) when <see cref="ConfirmationProof"/> names it, or for a bearer session where the class allows one.</summary>
    public Confirmation? Confirmation { get; init; }

    /// <summary>A proof by that key, over any request of the login service's own; <see langword="null"/> (default) when the caller answers for the confirmation itself.</summary>
    public DpopHeader? ConfirmationProof { get; init; }

    /// <summary>Where the key lives; <see cref="KeyStorage.Unknown"/> by default. Class <c>privileged</c> asks for <see cref="KeyStorage.Hardware"/>.</summary>
    public KeyStorage KeyStorage { get; init; }

    /// <summary>What the client declares of itself, to which a bearer session is then held; <see langword="null"/> (default) for nothing.</summary>
    public ClientContext? Context { get; init; }

    /// <summary>The device it is established for, as the login service names it; unset (default) for none. A lock of that device refuses the session.</summary>
    public DeviceId Device { get; init; }

    /// <summary>Attributes; none by default.</summary>
    public SessionAttributes Attributes { get; init; } = SessionAttributes.Empty;
}
