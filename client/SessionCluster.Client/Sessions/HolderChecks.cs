namespace SessionCluster.Client.Sessions;

/// <summary>What an introspection and a holder's ending must say, whatever token is presented.</summary>
internal static class HolderChecks
{
    /// <exception cref="ArgumentException">A member is unset.</exception>
    public static void Require(IntrospectDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(descriptor.Token);

        // Empty means any: an array that nobody set must not.
        Sessions.Require.Set(descriptor.Audiences.IsDefault, "list of audiences");
        foreach (var audience in descriptor.Audiences)
        {
            Sessions.Require.Set(audience.IsUnset, "audience");
        }
    }

    /// <exception cref="ArgumentException">A member is unset, or none of the known values.</exception>
    public static void Require(EndDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(descriptor.Token);
        ArgumentNullException.ThrowIfNull(descriptor.Possession);
        if (!Enum.IsDefined(descriptor.Scheme))
        {
            throw new ArgumentOutOfRangeException(nameof(descriptor), "The scheme is none of the known ones.");
        }
    }
}
