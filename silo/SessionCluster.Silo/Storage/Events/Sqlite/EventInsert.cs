using Microsoft.Data.Sqlite;

namespace SessionCluster.Silo.Storage.Events.Sqlite;

/// <summary>The statement that keeps an event, prepared once for a connection.</summary>
internal sealed class EventInsert : IDisposable
{
    private const string Sql = $"""
        INSERT INTO SessionEvents ({EventTable.Columns})
        VALUES ($stream, $sequence, $kept_at, $kind, $at, $id, $initiator, $initiator_client, $subject, $client_id, $class, $reason, $detail, $previous, $hash)
        ON CONFLICT DO NOTHING
        """;

    private readonly SqliteCommand _command;

    public EventInsert(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        _command.CommandText = Sql;
        foreach (var name in EventTable.Columns.Split(", "))
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"${name}" });
        }

        _command.Prepare();
    }

    /// <summary>Keeps it, unless it is there.</summary>
    public void Run(EventColumns columns)
    {
        ReadOnlySpan<object?> values =
        [
            columns.Stream, columns.Sequence, columns.KeptAt, columns.Kind, columns.At, columns.Id, columns.Initiator, columns.InitiatorClient, columns.Subject, columns.ClientId, columns.Class, columns.Reason,
            columns.Detail, columns.Previous, columns.Hash,
        ];
        for (var index = 0; index < values.Length; index++)
        {
            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public void Dispose() => _command.Dispose();
}
