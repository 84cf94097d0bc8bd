using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Core.Admission;

namespace SessionCluster.Core.Renewal;

/// <summary>Re-authentication: what is asked for the session that takes over.</summary>
public static partial class RenewalRules
{
    /// <summary>
    /// What an establishment of the successor asks: everything as it was but the authentication, the secret and the lifetimes, which begin anew (N7). A key is bound to again and never exchanged; whoever re-authenticates
    /// has just shown to have it.
    /// </summary>
    /// <param name="session">The session, as it was examined.</param>
    /// <param name="call">The new authentication, and the new secret's digest.</param>
    public static EstablishCall SuccessorOf(ExaminedSession session, RenewalCall call)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(call);
        var facts = session.Facts;
        return new()
        {
            Subject = facts.Subject,
            Class = facts.Class,
            Audiences = facts.Audiences,
            Authentication = call.Authentication,
            SecretDigest = call.NewSecretDigest,
            EdgeKeyId = call.EdgeKeyId,
            ClientId = facts.ClientId,
            EstablishedBy = call.Caller,
            Scope = facts.Scope,
            MaxUses = session.MaxUses,
            Attributes = facts.Attributes,
            Confirmation = facts.Confirmation,
            KeyStorage = facts.KeyStorage,
            Context = session.Context,
            Device = session.Device,
        };
    }

    /// <summary>Whether a call is within the ranges of its members; a message is deserialized without the checks of its types.</summary>
    public static bool IsWellFormed(RenewalCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return EstablishCallShape.IsWellFormed(call.Authentication)
            && call.Held is { Id.IsUnset: false }
            && !call.NewSecretDigest.IsUnset
            && call.EdgeKeyId <= KeyRing.MaxKeyId
            && ClientId.TryCreate(call.Caller.Value, out _);
    }
}
