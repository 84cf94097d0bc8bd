using System.Text.Json;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Client.Http;

/// <summary>Reads the problem of a session that was presented in a body and is refused.</summary>
internal static class RefusalReader
{
    /// <summary>The refusal; <see langword="null"/> for another answer.</summary>
    public static SessionVerdict? Read(HttpReply reply, string code) =>
        reply is { Status: 422, Body: { } json } && reply.Code == code && json.TryText(ClaimNames.Refusal, out var word) && RefusalCodes.TryParse(word, out var refusal)
            ? PossessionReader.Refuse(refusal, PossessionReader.Nonce(json))
            : null;
}
