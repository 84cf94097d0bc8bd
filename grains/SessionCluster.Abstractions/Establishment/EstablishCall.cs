using System.Collections.Immutable;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Abstractions.Establishment;

/// <summary>
/// What the edge asks the subject's grain: admit a session. It carries a digest, never the secret, and no member for an id: the subject grain chooses it.
/// </summary>
[GenerateSerializer, Immutable, Alias("sc.EstablishCall")]
public sealed record EstablishCall
{
    /// <summary>Most audiences in one call: 8.</summary>
    public const int MaxAudiences = 8;

    /// <summary>Who authenticated.</summary>
    [Id(0)]
    public required SubjectId Subject { get; init; }

    /// <summary>The session's class.</summary>
    [Id(1)]
    public required SessionClassName Class { get; init; }

    /// <summary>The services the session is for: 1 to 8, fewer where the class says so.</summary>
    [Id(2)]
    public required ImmutableArray<Audience> Audiences { get; init; }

    /// <summary>The authentication event.</summary>
    [Id(3)]
    public required AuthenticationEvent Authentication { get; init; }

    /// <summary>The digest of the secret that the edge drew.</summary>
    [Id(4)]
    public required SecretDigest SecretDigest { get; init; }

    /// <summary>The edge key under which the token's tag is made: 0 to 31. A session ends when its key is retired.</summary>
    [Id(5)]
    public required byte EdgeKeyId { get; init; }

    /// <summary>The client that holds the session.</summary>
    [Id(6)]
    public required ClientId ClientId { get; init; }

    /// <summary>The caller that asked.</summary>
    [Id(7)]
    public required ClientId EstablishedBy { get; init; }

    /// <summary>The scope; empty by default.</summary>
    [Id(8)]
    public ScopeSet Scope { get; init; } = ScopeSet.Empty;

    /// <summary>How many validations may be accepted in all, 1 to 1,000,000,000; <see langword="null"/> for no limit.</summary>
    [Id(9)]
    public int? MaxUses { get; init; }

    /// <summary>Attributes; none by default.</summary>
    [Id(10)]
    public SessionAttributes Attributes { get; init; } = SessionAttributes.Empty;

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(11)]
    public CallerTicket? Ticket { get; init; }

    /// <summary>The key to bind to; <see langword="null"/> when the proof alone names it, or nothing does.</summary>
    [Id(12)]
    public Confirmation? Confirmation { get; init; }

    /// <summary>What shows that somebody has that key. Without it the caller answers for the confirmation (permission <c>assert_confirmation</c>).</summary>
    [Id(13)]
    public PossessionEvidence? ConfirmationEvidence { get; init; }

    /// <summary>Where the key lives; <see cref="Possession.KeyStorage.Unknown"/> by default.</summary>
    [Id(14)]
    public KeyStorage KeyStorage { get; init; }

    /// <summary>What the client declares of itself; <see langword="null"/> for nothing.</summary>
    [Id(15)]
    public ClientContext? Context { get; init; }

    /// <summary>Largest use limit: 1,000,000,000.</summary>
    public const int MaxUsesCeiling = 1_000_000_000;

    /// <summary>The device it is established for, as the login service names it; unset for none. A lock of that device refuses it.</summary>
    [Id(16)]
    public DeviceId Device { get; init; }
}
