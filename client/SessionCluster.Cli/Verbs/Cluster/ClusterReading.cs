using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Cli.Verbs.Cluster;

/// <summary>What the service said of its silos, and when by our clock.</summary>
/// <param name="Members">The answer.</param>
/// <param name="At">A timestamp of the clock.</param>
internal sealed record ClusterReading(JsonObject Members, long At)
{
    /// <summary>The silos.</summary>
    public IEnumerable<JsonObject> Silos => (Members[ClusterNames.Silos] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>How many validations a silo has answered by then; <see langword="null"/> when it did not say, or was not there.</summary>
    /// <param name="address">Its address, which names one start of one process.</param>
    public long? ValidationsOf(string? address) => Silos.FirstOrDefault(silo => Address(silo) == address) is { } found ? Number(found, ClusterNames.Validations) : null;

    /// <summary>A silo's address.</summary>
    public static string? Address(JsonObject silo) => silo[ClusterNames.Address] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number of a silo.</summary>
    public static long? Number(JsonObject silo, string name) => silo[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;
}
