using System.Globalization;
using SessionCluster.Silo.Storage.Files;
using SessionCluster.Silo.Storage.Sqlite;
using SessionCluster.Silo.Storage.Writing;

namespace SessionCluster.Silo.Storage.Fence;

/// <summary>
/// The heartbeat row's counter, raised on condition that it still has the value this process gave it. It is kept by the writer's thread alone.
/// </summary>
/// <remarks>
/// It goes through the one writer on purpose: what it proves is that the very path by which acknowledged writes reach the disk still works. An fsync that hangs
/// holds the heartbeat back with everything else, and the fence runs out; a second connection would have to wait for the same write lock, and lose races for it.
/// </remarks>
internal sealed class Heartbeat(OpenFiles files, string instanceId)
{
    private long _landed;
    private long? _attempted;

    /// <summary>The errand that beats once: <see langword="null"/> when the store is still ours, else a sentence that says why it is not, for ever.</summary>
    public WriterErrand<string?> Beat() => new DelegateErrand<string?>(Beat);

    private string? Beat(WriterSession session)
    {
        if (files.FindReplaced() is { } replaced)
        {
            return replaced;
        }

        session.Begin();
        try
        {
            var (instance, counter) = Read(session);
            if (instance != instanceId)
            {
                session.Rollback();
                return "Another process has taken the session store over.";
            }

            // A commit that failed may have landed all the same: then the row has the value we last tried to give it.
            if (counter != _landed && counter != _attempted)
            {
                session.Rollback();
                return "The session store's heartbeat was changed by somebody else: a copy of this process, or of its database, is running.";
            }

            _attempted = counter + 1;
            session.Connection.Execute(string.Create(CultureInfo.InvariantCulture, $"UPDATE heartbeat SET counter = {_attempted}"));
            session.Commit();
            _landed = _attempted.Value;
            _attempted = null;
            return null;
        }
        catch
        {
            session.Rollback();
            throw;
        }
    }

    private static (string? Instance, long Counter) Read(WriterSession session)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = "SELECT instance, counter FROM heartbeat";
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetInt64(1)) : (null, 0);
    }
}
