namespace SessionCluster.Client.Sessions;

/// <summary>What an establishment may say of a key.</summary>
internal static class ConfirmationCheck
{
    /// <exception cref="ArgumentException">The confirmation is unset in part, or the key storage none of the known ones.</exception>
    public static void Require(EstablishDescriptor descriptor)
    {
        if (descriptor.Confirmation is { IsWellFormed: false })
        {
            throw new ArgumentException("The confirmation names no key, or no way to show it.", nameof(descriptor));
        }

        if (!Enum.IsDefined(descriptor.KeyStorage))
        {
            throw new ArgumentOutOfRangeException(nameof(descriptor), "The key storage is none of the known ones.");
        }
    }
}
