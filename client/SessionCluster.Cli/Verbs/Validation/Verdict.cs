using System.Text.Json;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Cli.Verbs.Validation;

/// <summary>Asks about a token and reads the answer.</summary>
internal static class Verdict
{
    /// <summary>The least that a validation asks.</summary>
    public static JsonObject Question(string token, string audience) => new()
    {
        [ClaimNames.Token] = token,
        [ClaimNames.Scheme] = SchemeWords.Bearer,
        [ClaimNames.Audience] = audience,
    };

    /// <summary>True only for <c>"active": true</c>; whatever else stands there is no permission.</summary>
    public static bool IsActive(JsonObject verdict) => verdict[ClaimNames.Active]?.GetValueKind() == JsonValueKind.True;
}
