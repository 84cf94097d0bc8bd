using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Cli.Verbs.Keys;

/// <summary>Reads from the janitor's report whether a silo key seals anything. Pure.</summary>
internal static class SealedRows
{
    /// <summary>Why the key can't be retired yet; <see langword="null"/> when a whole pass under the ring as it is found no row under it.</summary>
    /// <param name="report">The answer of <c>GET /janitor</c>.</param>
    /// <param name="id">The key.</param>
    /// <param name="currentId">The ring's current key.</param>
    public static string? WhyNot(JsonObject report, byte id, byte currentId)
    {
        const string Wait = "Look at `sessionctl janitor status` and try again; or say --rows-are-past, and rows under it can't be read any more.";
        if (report[JanitorNames.FormerSeals] is not JsonObject pass || Number(pass, JanitorNames.Current) != currentId)
        {
            return $"No whole pass through the rows has ended since key {currentId} is current. {Wait}";
        }

        var found = (pass[JanitorNames.Found] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(count => Number(count, JanitorNames.KeyId) == id);
        return found is not null && Number(found, JanitorNames.Rows) is not 0
            ? $"The last pass through the rows found {Number(found, JanitorNames.Rows)} under key {id}, and had them sealed anew; the next one tells whether any are left. {Wait}"
            : null;
    }

    private static long? Number(JsonObject value, string name) => value[name] is JsonValue one && one.TryGetValue<long>(out var number) ? number : null;
}
