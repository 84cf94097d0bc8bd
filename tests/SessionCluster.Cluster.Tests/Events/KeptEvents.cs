using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Events;

namespace SessionCluster.Cluster.Tests.Events;

/// <summary>What the event store of a cluster came to hold of a session.</summary>
internal static class KeptEvents
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits until events of a session are kept, one after the other in this order, and no other.</summary>
    public static async Task<SessionEvent[]> UntilKeptAsync(this SessionTestCluster cluster, SessionId id, params string[] kinds)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Events.Kept += Look;
        try
        {
            Look();
            await met.Task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            // The comparison below says what is there.
        }
        finally
        {
            cluster.Events.Kept -= Look;
        }

        Assert.Equal(kinds, cluster.Kinds(id));
        var events = cluster.Chained(id);
        Assert.Null(EventChain.Verify(events));
        return events;

        void Look()
        {
            if (cluster.Chained(id).Length >= kinds.Length)
            {
                met.TrySetResult();
            }
        }
    }

    /// <summary>Events of a session's chain as they are kept now.</summary>
    public static SessionEvent[] Chained(this SessionTestCluster cluster, SessionId id) => [.. cluster.Events.Of(id.ToString()).Where(value => value.Kind != SessionEventKind.Refusals)];

    /// <summary>Their words, with the reason of an end or a lock.</summary>
    public static string[] Kinds(this SessionTestCluster cluster, SessionId id) => [.. cluster.Chained(id).Select(Words)];

    private static string Words(SessionEvent value) =>
        value.Kind is SessionEventKind.Revoked or SessionEventKind.Locked ? $"{EventWords.Of(value.Kind)} {value.Reason}" : EventWords.Of(value.Kind);
}
