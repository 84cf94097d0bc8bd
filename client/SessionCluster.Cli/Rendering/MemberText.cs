using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Cli.Rendering;

/// <summary>Members of the service's answers as people read them: instants as dates, spans with units, lists in one line.</summary>
internal static class MemberText
{
    private static readonly FrozenSet<string> Moments = new[]
    {
        ClaimNames.ExpiresAt, ClaimNames.IdleExpiresAt, ClaimNames.AuthenticatedAt, ClaimNames.IssuedAt, ClaimNames.LastUsedAt, ClaimNames.RevokedAt, ClaimNames.EffectiveAt, ClaimNames.RotateAfter, ClaimNames.TaintedAt,
        ClaimNames.Until, ClaimNames.LockedAt, ClusterNames.StartedAt, JanitorNames.EndedAt, EventNames.At, EventNames.KeptAt,
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Spans = new[] { ClaimNames.ExpiresIn, ClaimNames.IdleTimeout, JanitorNames.Interval }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A member; empty when it is not there.</summary>
    public static string Of(JsonObject answer, string name) => answer[name] is { } value ? Of(name, value) : string.Empty;

    /// <summary>A member that is a string, as it stands; <see langword="null"/> for anything else.</summary>
    public static string? TextOf(JsonObject answer, string name) => answer[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A value of a member.</summary>
    public static string Of(string name, JsonNode? value) => value switch
    {
        JsonArray list => string.Join(", ", list.Select(item => Of(name, item))),
        JsonObject map => string.Join(", ", map.Select(item => $"{Printable.Of(item.Key)}={Of(item.Key, item.Value)}")),
        JsonValue one when one.GetValueKind() == JsonValueKind.String => Printable.Of(one.GetValue<string>()),
        JsonValue one when one.TryGetValue<long>(out var number) && Moments.Contains(name) => Instants.Of(number),
        JsonValue one when one.TryGetValue<long>(out var number) && Spans.Contains(name) => Instants.Span(number),
        { } other => other.ToJsonString(),
        null => string.Empty,
    };
}
