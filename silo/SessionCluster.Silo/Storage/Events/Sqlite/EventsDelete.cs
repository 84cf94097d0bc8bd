using SessionCluster.Silo.Storage.Writing;

namespace SessionCluster.Silo.Storage.Events.Sqlite;

/// <summary>Deletes the oldest events, a bounded number.</summary>
/// <param name="before">Those that were kept before this, in Unix milliseconds.</param>
/// <param name="atMost">How many.</param>
internal sealed class EventsDelete(long before, int atMost) : BatchWrite<int>
{
    /// <inheritdoc />
    protected override int Do(WriterSession session)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = """
            DELETE FROM SessionEvents WHERE (stream, sequence) IN
                (SELECT stream, sequence FROM SessionEvents WHERE kept_at < $before ORDER BY kept_at, stream, sequence LIMIT $most)
            """;
        command.Parameters.AddWithValue("$before", before);
        command.Parameters.AddWithValue("$most", atMost);
        return command.ExecuteNonQuery();
    }
}
