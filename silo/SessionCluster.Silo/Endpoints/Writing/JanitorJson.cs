using System.Text.Json;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Grains.Janitor;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>Writes what operators see of the janitor.</summary>
internal static class JanitorJson
{
    /// <summary>200: the report.</summary>
    public static Task WriteAsync(HttpResponse response, JanitorReport report)
    {
        using var json = JsonAnswer.Begin(response, "application/json");
        var writer = json.Writer;
        writer.WriteNumber(JanitorNames.Interval, (long)report.Interval.TotalSeconds);
        Write(writer, JanitorNames.Silo, report.Silo);
        Write(writer, JanitorNames.Problem, report.Problem);
        Write(writer, JanitorNames.Sweep, report.Sweep);
        Write(writer, JanitorNames.Former, report.Former);
        Write(writer, JanitorNames.Seals, report.Seals);
        Write(writer, JanitorNames.FormerSeals, report.FormerSeals);
        return json.End();
    }

    private static void Write(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, SweepReport? sweep)
    {
        if (sweep is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber(JanitorNames.Number, sweep.Number);
        WriteSpan(writer, sweep.StartedAt, sweep.EndedAt);
        writer.WriteNumber(JanitorNames.NextShard, sweep.NextShard);
        writer.WriteNumber(JanitorNames.Rows, sweep.Rows);
        writer.WriteNumber(JanitorNames.Events, sweep.Events);
        writer.WriteNumber(JanitorNames.Ends, sweep.Ends);
        writer.WriteNumber(JanitorNames.Subjects, sweep.Subjects);
        writer.WriteNumber(JanitorNames.EventsDeleted, sweep.EventsDeleted);
        writer.WriteNumber(JanitorNames.Unreadable, sweep.Unreadable);
        writer.WriteNumber(JanitorNames.Failures, sweep.Failures);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, SealReport? seals)
    {
        if (seals is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        WriteSpan(writer, seals.StartedAt, seals.EndedAt);
        writer.WriteNumber(JanitorNames.Current, seals.CurrentKeyId);
        writer.WriteNumber(JanitorNames.Resealed, seals.Resealed);
        writer.WriteStartArray(JanitorNames.Found);
        foreach (var (id, rows) in seals.Found.OrderBy(count => count.Key))
        {
            writer.WriteStartObject();
            writer.WriteNumber(JanitorNames.KeyId, id);
            writer.WriteNumber(JanitorNames.Rows, rows);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter writer, DateTimeOffset startedAt, DateTimeOffset? endedAt)
    {
        writer.WriteNumber(ClusterNames.StartedAt, startedAt.ToUnixTimeSeconds());
        if (endedAt is { } ended)
        {
            writer.WriteNumber(JanitorNames.EndedAt, ended.ToUnixTimeSeconds());
        }
    }
}
