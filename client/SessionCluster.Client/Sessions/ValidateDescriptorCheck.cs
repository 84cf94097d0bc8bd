namespace SessionCluster.Client.Sessions;

/// <summary>What a validation must say, whatever token is presented: a check that is left out by accident must not pass for one that was asked for.</summary>
internal static class ValidateDescriptorCheck
{
    /// <exception cref="ArgumentException">A member is unset, or none of the known values.</exception>
    public static void Require(ValidateDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(descriptor.Token);
        ArgumentNullException.ThrowIfNull(descriptor.Requirements);
        ArgumentNullException.ThrowIfNull(descriptor.Requirements.Scope);
        ArgumentNullException.ThrowIfNull(descriptor.Possession);
        Sessions.Require.Set(descriptor.Audience.IsUnset, "audience");
        if (!Enum.IsDefined(descriptor.Scheme) || !Enum.IsDefined(descriptor.Activity) || !Enum.IsDefined(descriptor.Requirements.Assurance))
        {
            throw new ArgumentOutOfRangeException(nameof(descriptor), "The scheme, the activity or the required assurance level is none of the known ones.");
        }

        if (descriptor.Requirements.MaxAuthenticationAge < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(descriptor), "The largest age of the authentication is negative.");
        }
    }
}
