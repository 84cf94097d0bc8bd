using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Core.Sessions;

/// <summary>What an endpoint asks beyond being live: audience, scope, assurance, and that it stands for a human being (H5).</summary>
public static partial class SessionRules
{
    private static SessionRefusal Lacking(SessionFacts facts, in SessionPresentation presentation, DateTimeOffset now)
    {
        if (!IsFor(facts, presentation.Audience))
        {
            return SessionRefusal.Audience;
        }

        var required = presentation.Requirements;
        if (!facts.Scope.Includes(required.Scope))
        {
            return SessionRefusal.Scope;
        }

        var tooWeak = facts.Assurance < required.Assurance;
        var tooOld = required.MaxAuthenticationAge is { } age && now - facts.AuthenticatedAt > age;
        var noHuman = required.Human && !facts.Human;
        return tooWeak || tooOld || noHuman ? SessionRefusal.Assurance : SessionRefusal.None;
    }

    private static bool IsFor(SessionFacts facts, Audience audience)
    {
        foreach (var candidate in facts.Audiences)
        {
            if (candidate == audience)
            {
                return !audience.IsUnset;
            }
        }

        return false;
    }
}
