using SessionCluster.Abstractions.Assurance;
using SessionCluster.Core.Classes;

namespace SessionCluster.Silo.Configuration;

/// <summary>
/// How long the sessions of a class may live: NIST SP 800-63B-4 sections 2.1.3 (AAL1: 30 d), 2.2.3 (AAL2: 24 h and 1 h, SHOULD), 2.3.3 (AAL3: 12 h SHALL and 15 min). A limit itself is still allowed.
/// </summary>
internal static class SessionClassCeilings
{
    /// <summary>Checks a class.</summary>
    public static void Check(SessionClass sessionClass, SettingsSection section)
    {
        if (sessionClass.IdleTimeout > sessionClass.AbsoluteLifetime)
        {
            section.Problem("IdleTimeout", $"is {sessionClass.IdleTimeout:c}: give at most the absolute lifetime, {sessionClass.AbsoluteLifetime:c}.");
            return;
        }

        var (absolute, idle) = Of(sessionClass.RequiredAssurance);
        CheckOne("AbsoluteLifetime", sessionClass.AbsoluteLifetime, absolute, sessionClass, section);
        CheckOne("IdleTimeout", sessionClass.IdleTimeout, idle, sessionClass, section);
    }

    private static (TimeSpan Absolute, TimeSpan Idle) Of(AssuranceLevel level) => level switch
    {
        AssuranceLevel.Aal3 => (TimeSpan.FromHours(12), TimeSpan.FromMinutes(15)),
        AssuranceLevel.Aal2 => (TimeSpan.FromHours(24), TimeSpan.FromHours(1)),
        _ => (TimeSpan.FromDays(30), TimeSpan.FromDays(30)),
    };

    private static void CheckOne(string name, TimeSpan value, TimeSpan ceiling, SessionClass sessionClass, SettingsSection section)
    {
        if (value <= ceiling)
        {
            return;
        }

        if (sessionClass.RequiredAssurance == AssuranceLevel.Aal3)
        {
            section.Problem(name, $"is {value:c}: at AAL3 give at most {ceiling:c} (NIST SP 800-63B-4 section 2.3.3). No justification lifts this.");
        }
        else if (!Justification.IsGiven(section))
        {
            section.Problem(name, $"is {value:c}: give at most {ceiling:c} (NIST SP 800-63B-4 section 2.2.3), or say {Justification.Ask(section)}.");
        }
    }
}
