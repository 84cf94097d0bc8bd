using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Rendering;
using Spectre.Console;

namespace SessionCluster.Cli.Verbs.Cluster;

/// <summary>The silos as a table; validations a second come from two readings.</summary>
internal static class ClusterTable
{
    private const string Unknown = "-";

    /// <summary>Makes it.</summary>
    /// <param name="earlier">The reading before.</param>
    /// <param name="later">The reading that is shown.</param>
    /// <param name="elapsed">The time between them; more than nothing.</param>
    public static Table Of(ClusterReading earlier, ClusterReading later, TimeSpan elapsed)
    {
        var table = Tables.New("silo", "name", "status", "fence", "containment", "sessions", "validations/s", "version", "started");
        var silos = later.Silos.ToArray();
        foreach (var silo in silos)
        {
            Tables.AddRow(
                table,
                MemberText.Of(silo, ClusterNames.Address),
                MemberText.Of(silo, ClusterNames.Name),
                MemberText.Of(silo, ClaimNames.Status),
                Fence(silo),
                Count(ClusterReading.Number(silo, ClusterNames.ContainmentVersion)),
                Count(ClusterReading.Number(silo, ClusterNames.SessionsInMemory)),
                Text(Rate(earlier, silo, elapsed)),
                MemberText.Of(silo, ClusterNames.Version),
                MemberText.Of(silo, ClusterNames.StartedAt));
        }

        if (silos.Length > 1)
        {
            Tables.AddRow(
                table,
                $"{silos.Length} silos", "", "", "", "",
                Count(silos.Sum(silo => ClusterReading.Number(silo, ClusterNames.SessionsInMemory))),
                Text(silos.Sum(silo => Rate(earlier, silo, elapsed))),
                "", "");
        }

        return table;
    }

    private static string Fence(JsonObject silo) => silo[ClusterNames.FenceHeld]?.GetValueKind() switch
    {
        JsonValueKind.True => "held",
        JsonValueKind.False when silo[ClusterNames.FenceEnded] is not null => $"ended: {MemberText.Of(silo, ClusterNames.FenceEnded)}",
        JsonValueKind.False => "not held",
        _ => Unknown,
    };

    // A silo that was not there a second ago, or did not answer, has no rate; a count never goes down within one start of it.
    private static double? Rate(ClusterReading earlier, JsonObject silo, TimeSpan elapsed) =>
        ClusterReading.Number(silo, ClusterNames.Validations) - earlier.ValidationsOf(ClusterReading.Address(silo)) is >= 0 and var validations ? validations / elapsed.TotalSeconds : null;

    private static string Text(double? rate) => rate?.ToString("0.0", CultureInfo.InvariantCulture) ?? Unknown;

    private static string Count(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? Unknown;
}
