using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Client.Sessions;

/// <summary>What a lock must have, whoever asks.</summary>
internal static class LockOrderCheck
{
    /// <exception cref="ArgumentException">A member is outside its range, or the value names nothing of its dimension.</exception>
    public static void Require(LockOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        RevocationOrderCheck.Require(order.Order);
        if (!NamesSomething(order.Dimension, order.Value))
        {
            throw new ArgumentException("A lock names a client, a key by its thumbprint, or a device; or everything, and then no value.", nameof(order));
        }

        if (order.Message is { } message && !(order.Order with { Detail = message }).IsWellFormed())
        {
            throw new ArgumentException($"A lock's message has 1 to {LockOrder.MaxMessageLength} characters without control characters.", nameof(order));
        }
    }

    /// <summary>True for a value that the dimension can have.</summary>
    public static bool NamesSomething(LockDimension dimension, string? value) => dimension switch
    {
        LockDimension.Client => ClientId.TryCreate(value, out _),
        LockDimension.Key => KeyThumbprint.TryParse(value, out _),
        LockDimension.Device => DeviceId.TryCreate(value, out _),
        LockDimension.All => value is "",
        _ => false,
    };
}
