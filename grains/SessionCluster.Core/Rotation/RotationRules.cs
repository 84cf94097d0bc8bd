using SessionCluster.Core.Classes;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Rotation;

/// <summary>Rotation (rules P-T). Pure.</summary>
public static partial class RotationRules
{
    /// <summary>The terms of a new session.</summary>
    /// <param name="sessionClass">Its class.</param>
    /// <param name="bound">Whether it is bound to a key.</param>
    public static RotationTerms TermsOf(SessionClass sessionClass, bool bound)
    {
        ArgumentNullException.ThrowIfNull(sessionClass);
        return bound ? new(null, sessionClass.RotationGrace) : new(sessionClass.RotateBearerEvery, sessionClass.BearerRotationGrace);
    }

    /// <summary>The terms of a stored session; those of 0.3 have none, and go by the defaults.</summary>
    public static RotationTerms TermsOf(SessionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.RotationTerms ?? new(null, TimeSpan.FromSeconds(state.Facts?.Confirmation is null ? 10 : 60));
    }
}
