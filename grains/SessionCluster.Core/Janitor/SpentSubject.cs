using SessionCluster.Core.Admission;

namespace SessionCluster.Core.Janitor;

/// <summary>When nothing in a subject's row can matter any more. Pure.</summary>
public static class SpentSubject
{
    /// <summary>
    /// How long a cut-off matters: 1 h and 10 s. It refuses authentications of before; one that is older than any configuration allows (1 h) is refused without it, and clocks may differ by 5 s on both sides.
    /// </summary>
    public static readonly TimeSpan CutOffMatters = AdmissionOptions.MaxAuthenticationAgeCeiling + (2 * AdmissionRules.ClockTolerance);

    /// <summary>
    /// True when every listed session is past its id's deadline by every clock, the latest cut-off is in force and can refuse nothing any more, and no authentication event is remembered. Then a fresh row is as good: no
    /// session is left that an epoch could end.
    /// </summary>
    public static bool IsSpent(SubjectState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Contained < state.Epoch || state.CutOff?.RevokedAt + CutOffMatters > now)
        {
            return false;
        }

        foreach (var session in state.Sessions)
        {
            if (session.Id.Deadline + Housekeeping.Margin > now)
            {
                return false;
            }
        }

        foreach (var remembered in state.Events)
        {
            if (remembered.KeepUntil + AdmissionRules.ClockTolerance > now)
            {
                return false;
            }
        }

        return true;
    }
}
