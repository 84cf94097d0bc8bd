using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Client.Sessions;

/// <summary>What a revocation order must have, whoever asks.</summary>
internal static class RevocationOrderCheck
{
    /// <exception cref="ArgumentException">A member is outside its range, or the detail does not fit the reason.</exception>
    public static void Require(RevocationOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (!order.IsWellFormed())
        {
            throw new ArgumentException(
                $"A revocation order has a known reason, an initiator that names a client exactly when it is one, and a detail of at most {RevocationOrder.MaxDetailLength} characters without control characters.", nameof(order));
        }

        if ((order.Reason == RevocationReason.Other) != (order.Detail is not null))
        {
            throw new ArgumentException("A detail belongs to the reason 'other', and to no other.", nameof(order));
        }
    }
}
