using System.Text.Json;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Grains.Silos;
using SessionCluster.Silo.Endpoints.Cluster;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>Writes what operators see of the cluster.</summary>
internal static class ClusterJson
{
    /// <summary>200: the silos.</summary>
    public static Task WriteAsync(HttpResponse response, string clusterId, IReadOnlyList<ListedSilo> silos)
    {
        using var json = JsonAnswer.Begin(response, "application/json");
        var writer = json.Writer;
        writer.WriteString(ClusterNames.ClusterId, clusterId);
        writer.WriteStartArray(ClusterNames.Silos);
        foreach (var silo in silos)
        {
            writer.WriteStartObject();
            writer.WriteString(ClusterNames.Address, silo.Address.ToParsableString());
            writer.WriteString(ClusterNames.Name, silo.Name);
            writer.WriteString(ClaimNames.Status, silo.Status);
            if (silo.Report is { } report)
            {
                Write(writer, report);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        return json.End();
    }

    private static void Write(Utf8JsonWriter writer, SiloReport report)
    {
        writer.WriteBoolean(ClusterNames.FenceHeld, report.FenceHeld);
        if (report.FenceEndedBecause is { } reason)
        {
            writer.WriteString(ClusterNames.FenceEnded, reason);
        }

        writer.WriteNumber(ClusterNames.ContainmentVersion, report.ContainmentVersion);
        writer.WriteNumber(ClusterNames.SessionsInMemory, report.SessionsInMemory);
        writer.WriteNumber(ClusterNames.Validations, report.ValidationsTotal);
        writer.WriteString(ClusterNames.Version, report.SoftwareVersion);
        writer.WriteNumber(ClusterNames.StartedAt, report.StartedAt.ToUnixTimeSeconds());
    }
}
