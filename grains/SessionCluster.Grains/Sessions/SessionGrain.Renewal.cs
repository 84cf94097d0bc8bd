using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Sessions;

/// <summary>The holder's own view, and a session whose subject has authenticated again.</summary>
internal sealed partial class SessionGrain
{
    public Task<SessionVerdict> Prove(ProveCall call) =>
        HoldAsync(call.Held, state => ProofOf(state, call.Held.SecretDigest, call.Held.Scheme, call.Held.Possession), _services.Decider.DecideProve);

    public async Task<ExamineOutcome> Examine(ExamineCall call)
    {
        var held = call.Held;
        var verdict = await HoldAsync(
            held,
            state => OwnProofOf(state, held.SecretDigest, held.Scheme, held.Possession, "POST", PathOf(call)),
            (SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now) =>
                _services.Decider.Examine(state, usage, containment, presentation, call.Purpose, now));
        if (!verdict.IsAccepted)
        {
            return ExamineOutcome.Deny(verdict);
        }

        // Said to whoever holds it, and to nobody else: it is another subject's.
        var examined = _row.Landed!;
        return examined.Facts!.Subject != call.Subject
            ? ExamineOutcome.Deny(SessionVerdict.Refuse(SessionRefusal.Unknown))
            : new(null, ExaminedSession.Of(examined, Usage(), SessionRules.RefusalOf(examined, Usage(), _services.Containment.Current, _services.EdgeRing.Current.IdMask, Now())));
    }

    public async Task<RenewalOutcome> StepUp(StepUpOrder order)
    {
        if (await LoadAsync(patient: true) is { } problem)
        {
            return new RenewalOutcome.Unavailable(problem);
        }

        // Decided where the next value is composed, from what has landed then: between examining and writing it may have ended, or been locked for something else.
        var refusal = SessionRefusal.Unknown;
        var hash = SecretHash.Of(order.NewSecretDigest);
        var written = await WriteAsync(landed =>
        {
            if (landed is null || landed.SecretHash == hash)
            {
                return null;
            }

            var now = Now();
            refusal = _services.Decider.DecideStepUp(landed, Usage(), _services.Containment.Current, order, _services.EdgeRing.Current.IdMask, now);
            return refusal == SessionRefusal.None ? RenewalRules.StepUp(Compose(landed), order, now) : null;
        });
        if (written is not (WriteOutcome.Landed or WriteOutcome.Read))
        {
            return new RenewalOutcome.Unavailable(written == WriteOutcome.NotFenced ? UnavailableReason.Fence : _row.Problem);
        }

        var steppedUp = _row.Landed is { } row && row.SecretHash == hash;
        if (steppedUp)
        {
            SteppedUp(_row.Landed!, order);
        }

        // P-F2; and an end that was decided while the row was written comes before what the row says (P-W1).
        return !_services.Fence.TryGetTerm(out _) ? new RenewalOutcome.Unavailable(UnavailableReason.Fence)
            : !steppedUp ? new RenewalOutcome.Denied(SessionVerdict.Refuse(refusal))
            : (_row.Landed!.Tombstone ?? _ended) is { } end ? new RenewalOutcome.Denied(SessionVerdict.Refuse(end.Status == SessionStatus.Expired ? SessionRefusal.Expired : SessionRefusal.Revoked))
            : new RenewalOutcome.Renewed(_row.Landed.Facts!, _row.Landed.EdgeKeyId) { RotateAfter = RotationRules.RotateAfter(_row.Landed, null) };
    }

    private static string PathOf(ExamineCall call) => call.Purpose switch
    {
        RenewalPurpose.StepUp => ClusterPaths.StepUp,
        RenewalPurpose.Reauthenticate => ClusterPaths.Reauthenticate,
        _ => ClusterPaths.RevokeSubject(call.Subject),
    };

    /// <summary>What this activation remembered of the session as it was, and what the step-up has lifted. A lock that came since stays: nobody has answered for that one.</summary>
    private void SteppedUp(SessionState landed, StepUpOrder order)
    {
        _lastUsedAt = landed.LastUsedAt > _lastUsedAt ? landed.LastUsedAt : _lastUsedAt;
        if (_memory is { Lock: { } remembered } memory && (remembered.Evidence == SessionRefusal.Idle || remembered == order.Lock))
        {
            memory.Lock = null;
        }
    }

    private async Task<SessionVerdict> HoldAsync(HeldSession held, ProofFinder proofOf, HolderDecision decide)
    {
        if (await LoadAsync(patient: true) is { } problem)
        {
            return SessionVerdict.InDoubt(problem);
        }

        // What is evidence in a validation is evidence here: the end that it has marked is stored before the refusal is answered.
        var verdict = Hold(held, proofOf, decide, out var next)!;
        return next != DecisionStep.End || await TerminateAsync(_ended!.Order!, _ended.EventId) is not { } doubt ? verdict : SessionVerdict.InDoubt(doubt);
    }
}
