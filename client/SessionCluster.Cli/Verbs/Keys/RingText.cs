using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Cli.Rendering;
using SessionCluster.Client.Keys;

namespace SessionCluster.Cli.Verbs.Keys;

/// <summary>What is said of a ring: ids, never a key.</summary>
internal static class RingText
{
    /// <summary>For people.</summary>
    public static string Of(KeyRing ring) => ring.Describe().Keys.Length is var count and > 1
        ? $"The ring has {count} keys: {KeyRingChange.Ids(ring)}; {ring.CurrentId} is current."
        : $"The ring has 1 key: {ring.CurrentId}.";

    /// <summary>For scripts.</summary>
    public static string Json(string path, KeyRing ring, string change, byte id) => new JsonObject
    {
        ["ring"] = path,
        ["current"] = ring.CurrentId,
        ["keys"] = new JsonArray([.. ring.Describe().Keys.Select(key => (JsonNode)key.Id)]),
        [change] = id,
    }.ToJsonString(JsonText.Plain);
}
