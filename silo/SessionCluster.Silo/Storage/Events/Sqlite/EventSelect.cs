using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SessionCluster.Grains.Events;

namespace SessionCluster.Silo.Storage.Events.Sqlite;

/// <summary>The statement of a query. Its text is made of the literals below and nothing else; values are bound.</summary>
internal static class EventSelect
{
    /// <summary>Reads the events of a query behind its start, one more than its page has, in its order.</summary>
    public static ImmutableArray<EventColumns> Read(SqliteConnection connection, EventQuery query, EventStart start)
    {
        using var command = connection.CreateCommand();
        var (conditions, order) = query.Stream is null ? ByTime(command, start.Position) : ByStream(command, query.Stream, start.Sequence);
        if (query.Kind is { } kind)
        {
            // The plus keeps the index of kinds out where another one is narrower.
            conditions.Add(query.Stream is null && query.Subject.IsUnset ? "kind = $kind" : "+kind = $kind");
            command.Parameters.AddWithValue("$kind", (int)kind);
        }

        if (!query.Subject.IsUnset)
        {
            conditions.Add(query.Stream is null ? "subject = $subject" : "+subject = $subject");
            command.Parameters.AddWithValue("$subject", query.Subject.Value);
        }

        if (query.To is { } to)
        {
            conditions.Add("kept_at < $to");
            command.Parameters.AddWithValue("$to", EventPosition.MillisecondsOf(to));
        }

        if (query.From is { } from)
        {
            conditions.Add("kept_at >= $from");
            command.Parameters.AddWithValue("$from", EventPosition.MillisecondsOf(from));
        }

#pragma warning disable CA2100 // Literals of this file.
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {EventTable.Columns} FROM SessionEvents WHERE {string.Join(" AND ", conditions)} ORDER BY {order} LIMIT {EventPages.SizeOf(query) + 1}");
#pragma warning restore CA2100
        return ReadAll(command);
    }

    private static (List<string> Conditions, string Order) ByTime(SqliteCommand command, EventPosition start)
    {
        command.Parameters.AddWithValue("$kept_at", start.KeptAt);
        command.Parameters.AddWithValue("$stream", start.Stream);
        command.Parameters.AddWithValue("$sequence", start.Sequence);
        return (["(kept_at, stream, sequence) > ($kept_at, $stream, $sequence)"], "kept_at, stream, sequence");
    }

    private static (List<string> Conditions, string Order) ByStream(SqliteCommand command, string stream, long sequence)
    {
        command.Parameters.AddWithValue("$stream", stream);
        command.Parameters.AddWithValue("$sequence", sequence);
        return (["stream = $stream", "sequence > $sequence"], "sequence");
    }

    private static ImmutableArray<EventColumns> ReadAll(SqliteCommand command)
    {
        var events = ImmutableArray.CreateBuilder<EventColumns>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            events.Add(new()
            {
                Stream = reader.GetString(0),
                Sequence = reader.GetInt64(1),
                KeptAt = reader.GetInt64(2),
                Kind = (int)reader.GetInt64(3),
                At = reader.GetInt64(4),
                Id = Text(reader, 5),
                Initiator = (int)reader.GetInt64(6),
                InitiatorClient = Text(reader, 7),
                Subject = Text(reader, 8),
                ClientId = Text(reader, 9),
                Class = Text(reader, 10),
                Reason = Text(reader, 11),
                Detail = Text(reader, 12),
                Previous = Text(reader, 13),
                Hash = Text(reader, 14),
            });
        }

        return events.ToImmutable();
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
