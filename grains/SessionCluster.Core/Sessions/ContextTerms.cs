using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Classes;

namespace SessionCluster.Core.Sessions;

/// <summary>What a session's client declared of itself at establishment, and what follows when it declares something else: for a bound session nothing, because the key decides.</summary>
/// <param name="Declared">What was declared; at least one member of it is set.</param>
/// <param name="OnChange">What a difference does to a bearer session beyond refusing.</param>
[GenerateSerializer, Immutable, Alias("sc.ContextTerms")]
public sealed record ContextTerms([property: Id(0)] ClientContext Declared, [property: Id(1)] ContextAction OnChange)
{
    /// <summary>The terms of what a client declared; <see langword="null"/> when it declared nothing.</summary>
    public static ContextTerms? Of(ClientContext? declared, ContextAction onChange) =>
        declared is null || (declared.UserAgent.IsUnset && declared.Device.IsUnset) ? null : new(declared, onChange);

    /// <summary>True when every member that was declared is declared again, and the same. A member that was not declared then does not count now.</summary>
    public bool IsKept(ClientContext? presented) =>
        IsKept(Declared.UserAgent, presented?.UserAgent ?? default) && IsKept(Declared.Device, presented?.Device ?? default);

    private static bool IsKept(Digest128 declared, Digest128 presented) => declared.IsUnset || declared == presented;
}
