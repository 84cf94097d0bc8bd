using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Core.Time;

namespace SessionCluster.Core.Renewal;

/// <summary>What a new authentication does for a session that exists. Pure.</summary>
public static partial class RenewalRules
{
    /// <summary>
    /// Decides whether an authentication steps a session up. It must reach what the class asks for and the session's own level; a session that is only idle, and not above AAL2, is reopened by one factor as well (N8).
    /// Its age, the cut-off and its event are the subject's to check, as for an establishment.
    /// </summary>
    /// <param name="session">The session, as it was examined.</param>
    /// <param name="authentication">The new authentication.</param>
    /// <param name="sessionClass">The session's class.</param>
    /// <param name="assurance">What the methods amount to.</param>
    public static StepUpDecision Check(ExaminedSession session, AuthenticationEvent authentication, SessionClass sessionClass, ComputedAssurance assurance)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(authentication);
        ArgumentNullException.ThrowIfNull(sessionClass);
        if (CheckOrder(session, authentication) is { } older)
        {
            return new StepUpDecision.Refused(older);
        }

        if (AdmissionRules.Reaches(sessionClass, assurance) && assurance.Level >= session.Facts.Assurance)
        {
            return new StepUpDecision.Granted(StepUpEffect.Raise);
        }

        return OpensByOneFactor(session, sessionClass) && assurance.Level > AssuranceLevel.None
            ? new StepUpDecision.Granted(StepUpEffect.Reopen)
            : Refuse(EstablishRefusal.Assurance, $"The authentication methods do not reach what class '{sessionClass.Name}' asks for, or the session's own level: authenticate with stronger ones.");
    }

    /// <summary>
    /// An authentication counts for what came before it: not before the session's own, and not before the evidence that locked the session. To the second, which is how fine an authentication is told.
    /// <see langword="null"/> when it comes after both.
    /// </summary>
    public static AdmissionDecision.Refused? CheckOrder(ExaminedSession session, AuthenticationEvent authentication)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(authentication);
        var at = WholeSeconds.Floor(authentication.AuthenticatedAt);
        var isOlder = at < WholeSeconds.Floor(session.Facts.AuthenticatedAt)
            || (session.Lock is { Evidence: not SessionRefusal.Idle } closed && at < WholeSeconds.Floor(closed.LockedAt));
        return isOlder ? new(EstablishRefusal.Reauthenticate, "The authentication lies before the session's own, or before what closed the session: authenticate again.") : null;
    }

    /// <summary>
    /// The row after a step-up: same session, same deadlines, new secret. The former one is refused from now on, and is evidence after the grace; whatever else could be on its way is forgotten rather than held
    /// against the holder: successors that nobody presented, and the generation before, unless it was evidence already.
    /// </summary>
    /// <param name="state">The row, with what its activation knows; its lock is lifted.</param>
    /// <param name="order">What was decided.</param>
    /// <param name="now">The session's clock.</param>
    public static SessionState StepUp(SessionState state, StepUpOrder order, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(order);
        var facts = state.Facts ?? throw new ArgumentException("A session without facts can't be stepped up.", nameof(state));
        var before = state.Rotation ?? new RotationState();
        return state with
        {
            SecretHash = SecretHash.Of(order.NewSecretDigest),
            Rotation = before with
            {
                Generation = before.Generation + 1,
                RotatedAt = now,
                Pending = [],
                Former = new(state.SecretHash, now, now + RotationRules.TermsOf(state).Grace, null),
                Older = before.Former is { } former && former.ReuseFrom <= now ? RotationRules.Latest(before.Older.Add(RotationRules.MarkOf(former.Hash))) : before.Older,
            },
            Facts = order.Effect == StepUpEffect.Reopen ? facts : facts with
            {
                Assurance = order.Assurance,
                Methods = order.Methods,
                AuthenticatedAt = order.AuthenticatedAt,
            },
            LastUsedAt = now > state.LastUsedAt ? now : state.LastUsedAt,
            Lock = null,
            TaintedAt = null,
            StepUps = state.StepUps + 1,
        };
    }

    // A workload has no single factor to be asked for, only its key.
    private static bool OpensByOneFactor(ExaminedSession session, SessionClass sessionClass) =>
        session is { ClosedBy: SessionRefusal.Idle, Facts.Assurance: <= AssuranceLevel.Aal2 } && !sessionClass.RequiresKeyAuthentication;

    private static StepUpDecision.Refused Refuse(EstablishRefusal refusal, string detail) => new(new AdmissionDecision.Refused(refusal, detail));
}
