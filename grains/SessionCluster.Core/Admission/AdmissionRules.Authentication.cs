using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;

namespace SessionCluster.Core.Admission;

/// <summary>What an authentication must be for an establishment, a step-up or a re-authentication: fresh, after the cut-off, and used once.</summary>
public static partial class AdmissionRules
{
    /// <summary>Whether a subject may go on from an authentication: its age, the cut-off, and that its event was not used before. <see langword="null"/> when it may.</summary>
    /// <param name="state">The subject's landed row.</param>
    /// <param name="authentication">The event.</param>
    /// <param name="options">The largest age.</param>
    /// <param name="now">The subject's clock.</param>
    public static AdmissionDecision.Refused? CheckAuthentication(SubjectState state, AuthenticationEvent authentication, AdmissionOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(authentication);
        ArgumentNullException.ThrowIfNull(options);
        var at = authentication.AuthenticatedAt;
        if (at > now + ClockTolerance)
        {
            return Refuse(EstablishRefusal.Reauthenticate, "The authentication lies in the future: check the login service's clock and authenticate again.");
        }

        if (now - at > options.MaxAuthenticationAge)
        {
            return Refuse(EstablishRefusal.Reauthenticate, "The authentication is too old to go on from it: authenticate again.");
        }

        // The instant serves only later establishments; sessions that exist are ended by epoch, whatever any clock says.
        if (state.CutOff is { } cutOff && at <= cutOff.RevokedAt + ClockTolerance)
        {
            return Refuse(EstablishRefusal.Reauthenticate, "The subject's sessions were ended after this authentication: authenticate again.");
        }

        return authentication.Id is { } id ? CheckEvent(state, AdmittedEvent.Of(id, default), now) : null;
    }

    private static AdmissionDecision.Refused? CheckEvent(SubjectState state, AdmittedEvent candidate, DateTimeOffset now)
    {
        var remembered = 0;
        foreach (var admitted in state.Events)
        {
            if (admitted.IsSameEvent(candidate))
            {
                return Refuse(EstablishRefusal.Conflict, "This authentication event was used before: authenticate again.");
            }

            remembered += admitted.KeepUntil > now ? 1 : 0;
        }

        return remembered >= AdmissionOptions.MaxRememberedEvents
            ? Refuse(EstablishRefusal.SessionLimit, "The subject was authenticated too often in the last minutes: wait before going on from another authentication.")
            : null;
    }
}
