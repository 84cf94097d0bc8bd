using System.Collections.Immutable;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Abstractions.Validation;

/// <summary>What a session says about itself to those who may know: never a secret, and nothing that moves with use.</summary>
[GenerateSerializer, Immutable, Alias("sc.SessionFacts")]
public sealed record SessionFacts
{
    /// <summary>The session's public name.</summary>
    [Id(0)]
    public required SessionId Id { get; init; }

    /// <summary>Who authenticated.</summary>
    [Id(1)]
    public required SubjectId Subject { get; init; }

    /// <summary>The session's class.</summary>
    [Id(2)]
    public required SessionClassName Class { get; init; }

    /// <summary>The client that holds it.</summary>
    [Id(3)]
    public required ClientId ClientId { get; init; }

    /// <summary>Its scope.</summary>
    [Id(4)]
    public required ScopeSet Scope { get; init; }

    /// <summary>The services it is for.</summary>
    [Id(5)]
    public required ImmutableArray<Audience> Audiences { get; init; }

    /// <summary>The computed assurance level (<c>acr</c>).</summary>
    [Id(6)]
    public required AssuranceLevel Assurance { get; init; }

    /// <summary>The authentication methods (<c>amr</c>).</summary>
    [Id(7)]
    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>When the subject authenticated (<c>auth_time</c>).</summary>
    [Id(8)]
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>When the session was established (<c>iat</c>).</summary>
    [Id(9)]
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>No validation is accepted at or after this instant (<c>exp</c>).</summary>
    [Id(10)]
    public required DateTimeOffset AbsoluteDeadline { get; init; }

    /// <summary>The span after the last use.</summary>
    [Id(11)]
    public required TimeSpan IdleTimeout { get; init; }

    /// <summary>What the login service attached.</summary>
    [Id(12)]
    public required SessionAttributes Attributes { get; init; }

    /// <summary>The key it is bound to (<c>cnf</c>); <see langword="null"/> for a bearer session.</summary>
    [Id(13)]
    public Confirmation? Confirmation { get; init; }

    /// <summary>Where that key lives, as the login service said.</summary>
    [Id(14)]
    public KeyStorage KeyStorage { get; init; }

    /// <summary>Its class stands for a human being. False for sessions that were established before 0.4.</summary>
    [Id(15)]
    public bool Human { get; init; }
}
