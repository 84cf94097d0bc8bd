using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Renewal;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Grains.Subjects;

/// <summary>The subject has authenticated again: what it may go on from is the subject's to say, what becomes of the session is the session's.</summary>
internal sealed partial class SubjectGrain
{
    public async Task<RenewalOutcome> StepUp(RenewalCall call) => Renewed(RenewalPurpose.StepUp, await StepUpAsync(call));

    private static RenewalOutcome.Refused Refused(AdmissionDecision.Refused refused) => new(refused.Refusal, refused.Detail);

    private async Task<RenewalOutcome> StepUpAsync(RenewalCall call)
    {
        var (denied, session) = await ExamineAsync(call, RenewalPurpose.StepUp);
        if (session is null)
        {
            return denied!;
        }

        if (_services.Classes.Find(session.Facts.Class) is not { } sessionClass)
        {
            return new RenewalOutcome.Refused(EstablishRefusal.UnknownClass, $"The session's class '{session.Facts.Class}' is not configured any more: establish a session of another.");
        }

        var assurance = _services.Assurance.Compute(call.Authentication.Methods);
        switch (RenewalRules.Check(session, call.Authentication, sessionClass, assurance))
        {
            case StepUpDecision.Refused refused:
                return Refused(refused.Why);
            case StepUpDecision.Granted granted:
                // Before the session changes, so that no event is ever used twice.
                return await NoteAsync(call.Authentication) ?? await _services.Peers.StepUpAsync(session.Facts.Id, new StepUpOrder
                {
                    Effect = granted.Effect,
                    NewSecretDigest = call.NewSecretDigest,
                    Assurance = assurance.Level,
                    Methods = call.Authentication.Methods,
                    AuthenticatedAt = call.Authentication.AuthenticatedAt,
                    Lock = session.Lock,
                });
            default:
                throw new InvalidOperationException("Unreachable: the decision is closed.");
        }
    }

    /// <summary>What both have in common: the authentication is one to go on from, and the session is held and of this subject. One of both answers is set.</summary>
    private async Task<(RenewalOutcome? Denied, ExaminedSession? Session)> ExamineAsync(RenewalCall call, RenewalPurpose purpose)
    {
        if (call.Subject.IsUnset || call.Subject.Key != _key || !RenewalRules.IsWellFormed(call))
        {
            return (new RenewalOutcome.Refused(EstablishRefusal.Malformed, "A member of the call is unset or outside its range, or the call names another subject than its grain."), null);
        }

        if ((await LoadAsync() ?? await FinishContainmentAsync()) is { } problem)
        {
            return (new RenewalOutcome.Unavailable(problem), null);
        }

        // First what costs nothing, and tells nothing of the session.
        if (AdmissionRules.CheckAuthentication(_row.Landed ?? new SubjectState(), call.Authentication, _services.Admission, Now()) is { } refused)
        {
            return (Refused(refused), null);
        }

        var examined = await _services.Peers.ExamineAsync(new(call.Held, call.Subject, purpose));
        return examined.Denied is not { } verdict ? (null, examined.Session)
            : (verdict.Outcome == VerdictOutcome.Unavailable ? new RenewalOutcome.Unavailable(verdict.Reason) : new RenewalOutcome.Denied(verdict), null);
    }

    /// <summary>Remembers durably that an event was used. Answers <see langword="null"/> when it is; an event without an id is not remembered.</summary>
    private async Task<RenewalOutcome?> NoteAsync(AuthenticationEvent authentication)
    {
        if (authentication.Id is null)
        {
            return null;
        }

        var decidedFrom = _row.Landed;
        var moved = false;
        var noted = await _row.UpdateAsync(landed =>
        {
            // Also after a write of unknown outcome that has landed: whether the event is there by this call or by a rival's is not to be told then.
            moved = landed is null || decidedFrom is null || !IsStill(landed, decidedFrom);
            return moved ? null : SubjectIndex.Note(landed!, authentication, _services.Admission, Now());
        });
        return noted == WriteOutcome.NotFenced ? new RenewalOutcome.Unavailable(UnavailableReason.Fence)
            : moved || noted == WriteOutcome.Unknown ? new RenewalOutcome.Unavailable(_row.Problem)
            : null;
    }

    private RenewalOutcome Renewed(RenewalPurpose purpose, RenewalOutcome outcome)
    {
        // P-F2: every answer, after the writes it depends on.
        if (outcome is not RenewalOutcome.Unavailable && !_services.Fence.TryGetTerm(out _))
        {
            outcome = new RenewalOutcome.Unavailable(UnavailableReason.Fence);
        }

        _services.Instruments.Renewed(purpose, outcome);
        return outcome;
    }
}
