using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Testing;

/// <summary>The locks that stand, in memory. Guarded by its client's lock.</summary>
internal sealed class FakeLocks
{
    /// <summary>By the text of their ids, in its order.</summary>
    public SortedDictionary<string, SessionLockEntry> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>True while a lock names this session.</summary>
    public bool Refuses(FakeSession session, DateTimeOffset now)
    {
        foreach (var entry in Entries.Values)
        {
            if (!(entry.Order.Until <= now) && Names(entry.Order, session))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Names(LockOrder order, FakeSession session) => order.Dimension switch
    {
        LockDimension.Client => ClientId.TryCreate(order.Value, out var client) && (session.Facts.ClientId == client || session.EstablishedBy == client),
        LockDimension.Key => session.Facts.Confirmation?.Thumbprint.ToString() == order.Value,
        LockDimension.Device => !session.Device.IsUnset && session.Device.Value == order.Value,
        _ => true,
    };
}
