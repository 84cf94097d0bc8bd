using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Sessions;

/// <summary>What a subject grain answers to a <see cref="ListCall"/>. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("sc.ListOutcome")]
public abstract record ListOutcome
{
    private ListOutcome()
    {
    }

    /// <summary>A page of ids; what they are, each session's grain says. An unknown subject has an empty page.</summary>
    /// <param name="Ids">At most <see cref="ListCall.PageSize"/> ids, ended ones possibly among them.</param>
    /// <param name="More">True when another page follows.</param>
    [GenerateSerializer, Immutable, Alias("sc.ListOutcome.Page")]
    public sealed record Page([property: Id(0)] ImmutableArray<SessionId> Ids, [property: Id(1)] bool More) : ListOutcome;

    /// <summary>In doubt: ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    [GenerateSerializer, Immutable, Alias("sc.ListOutcome.Unavailable")]
    public sealed record Unavailable([property: Id(0)] UnavailableReason Reason) : ListOutcome;
}
