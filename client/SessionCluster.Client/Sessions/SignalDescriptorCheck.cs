namespace SessionCluster.Client.Sessions;

/// <summary>What a signal must say.</summary>
internal static class SignalDescriptorCheck
{
    /// <exception cref="ArgumentException">A member is unset, or none of the known values.</exception>
    public static void Require(SignalDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Sessions.Require.Set(descriptor.Caller.IsUnset, "caller");
        if (!Enum.IsDefined(descriptor.Type) || !Enum.IsDefined(descriptor.Level))
        {
            throw new ArgumentOutOfRangeException(nameof(descriptor), "The type or the level is none of the known ones.");
        }

        switch (descriptor)
        {
            case SignalDescriptor.ByToken byToken:
                ArgumentNullException.ThrowIfNull(byToken.Token);
                break;
            case SignalDescriptor.ById byId:
                Sessions.Require.Set(byId.Id.IsUnset, "session id");
                break;
        }
    }
}
