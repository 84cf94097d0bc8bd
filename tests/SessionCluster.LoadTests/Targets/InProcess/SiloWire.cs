using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace SessionCluster.LoadTests.Targets.InProcess;

/// <summary>
/// Everything that ties one silo to the rest: connections, store and membership table. Cut, the silo is gone for everybody else as a process is after <c>kill -9</c>: connections break, new
/// ones are refused, and nothing that it still does reaches the store. (To stop it would not do: then it says goodbye first.)
/// </summary>
internal sealed class SiloWire
{
    private readonly ConcurrentDictionary<ConnectionContext, bool> _connections = new();
    private volatile bool _cut;

    public void Cut()
    {
        _cut = true;
        foreach (var connection in _connections.Keys)
        {
            Break(connection);
        }
    }

    /// <exception cref="IOException">The wire is cut.</exception>
    public void ThrowIfCut()
    {
        if (_cut)
        {
            throw new IOException("This silo is cut off.");
        }
    }

    /// <summary>A step of a connection's pipeline.</summary>
    public void Tie(IConnectionBuilder pipeline) => pipeline.Use(next => async connection =>
    {
        _connections[connection] = true;
        try
        {
            if (_cut)
            {
                Break(connection);
            }

            await next(connection);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    });

    private static void Break(ConnectionContext connection) => connection.Abort(new ConnectionAbortedException("This silo is cut off."));
}
