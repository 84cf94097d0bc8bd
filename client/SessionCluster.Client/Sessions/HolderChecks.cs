using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;

namespace SessionCluster.Client.Sessions;

/// <summary>What an introspection and a holder's calls must say, whatever token is presented.</summary>
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
        Require(descriptor.Token, descriptor.Scheme, descriptor.Possession);
    }

    /// <exception cref="ArgumentException">A member is unset, or none of the known values.</exception>
    public static void Require(HolderDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Require(descriptor.Token, descriptor.Scheme, descriptor.Possession);
    }

    /// <exception cref="ArgumentException">A member is unset, or none of the known values.</exception>
    public static void Require(RotateDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Require(descriptor.Token, descriptor.Scheme, descriptor.Possession);
    }

    /// <exception cref="ArgumentException">A member is unset, or none of the known values.</exception>
    public static void Require(RenewalDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Require(descriptor.Token, descriptor.Scheme, descriptor.Possession);
        Sessions.Require.Set(descriptor.Subject.IsUnset, "subject");
        Sessions.Require.Set(descriptor.Caller.IsUnset, "caller");
        ArgumentNullException.ThrowIfNull(descriptor.Authentication);
    }

    private static void Require(string token, TokenScheme scheme, PresentedPossession possession)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(possession);
        if (!Enum.IsDefined(scheme))
        {
            throw new ArgumentOutOfRangeException(nameof(scheme), "The scheme is none of the known ones.");
        }
    }
}
