using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Classes;

namespace SessionCluster.Core.Sessions;

/// <summary>What a bearer session's client declared of itself at establishment, and what follows when it declares something else.</summary>
/// <param name="Declared">What was declared; at least one member of it is set.</param>
/// <param name="OnChange">What a difference does beyond refusing.</param>
[GenerateSerializer, Immutable, Alias("sc.ContextTerms")]
public sealed record ContextTerms([property: Id(0)] ClientContext Declared, [property: Id(1)] ContextAction OnChange);
