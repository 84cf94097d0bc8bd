using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Validation;

/// <summary>What the endpoint asks of the session (<c>required</c>), beyond being live.</summary>
[GenerateSerializer, Immutable, Alias("sc.ValidationRequirements")]
public sealed record ValidationRequirements
{
    /// <summary>Nothing beyond being live.</summary>
    public static ValidationRequirements None { get; } = new();

    /// <summary>Scope tokens the session must have; none by default.</summary>
    [Id(0)]
    public ScopeSet Scope { get; init; } = ScopeSet.Empty;

    /// <summary>Lowest assurance level; none by default.</summary>
    [Id(1)]
    public AssuranceLevel Assurance { get; init; }

    /// <summary>Largest age of the authentication, to the second; <see langword="null"/> for any (RFC 9470 section 3).</summary>
    [Id(2)]
    public TimeSpan? MaxAuthenticationAge { get; init; }

    /// <summary>The session must stand for a human being who acts in person (H5): a class that is marked so, and nobody acting for somebody. Not asked by default.</summary>
    [Id(3)]
    public bool Human { get; init; }
}
