using System.Buffers.Text;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Unit.Tests.Cli.Tour;

/// <summary>A proof as the script reads it: whose key it is of, told by its header, and what it is for. No signature is verified.</summary>
/// <param name="Key">The header, which holds the key.</param>
/// <param name="Method">What it is for.</param>
/// <param name="Uri">What it is for.</param>
/// <param name="Nonce">The nonce it has; <see langword="null"/> for none.</param>
internal sealed record ScriptedProof(string Key, string Method, string Uri, string? Nonce)
{
    /// <summary>The one that shows possession of a token; <see langword="null"/> where it is presented as a bearer's.</summary>
    public static ScriptedProof? Of(JsonObject presented) => $"{presented[ClaimNames.Scheme]}" == SchemeWords.DPoP ? Read($"{presented[ClaimNames.Proof]}") : null;

    /// <summary>Reads one.</summary>
    public static ScriptedProof Read(string proof)
    {
        var parts = proof.Split('.');
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        return new(parts[0], $"{payload["htm"]}", $"{payload["htu"]}", payload["nonce"]?.ToString());
    }
}
