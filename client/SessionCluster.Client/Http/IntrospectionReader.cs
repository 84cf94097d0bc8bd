using System.Collections.Immutable;
using System.Text.Json;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Client.Http;

/// <summary>Reads the answer to an introspection (RFC 7662 section 2.2). <see langword="null"/> when it is not what the contract says.</summary>
internal static class IntrospectionReader
{
    public static SessionVerdict? Read(JsonElement json, ImmutableArray<Audience> asked)
    {
        if (!json.TryFlag(ClaimNames.Active, out var active))
        {
            return null;
        }

        // Why it is inactive nobody is told.
        return !active ? SessionVerdict.Refuse(SessionRefusal.Unknown)
            : FactsReader.ReadIntrospected(json) is not { } facts ? null
            : IsForAny(facts.Audiences, asked) ? SessionVerdict.Accept(facts, facts.AbsoluteDeadline)
            : SessionVerdict.Refuse(SessionRefusal.Audience);
    }

    private static bool IsForAny(ImmutableArray<Audience> audiences, ImmutableArray<Audience> asked) => asked.IsEmpty || audiences.Any(asked.Contains);
}
