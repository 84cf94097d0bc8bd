using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Sessions;

/// <summary>Rotation (rules P-T): a successor is derived and waits; its first presentation, to whatever call, confirms it.</summary>
internal sealed partial class SessionGrain
{
    private const string RotateMethod = "POST";

    private Task<bool>? _confirmation;

    public async Task<RotateOutcome> Rotate(RotateCall call)
    {
        var outcome = await RotateAsync(call);
        _services.Instruments.Rotation.Rotated(outcome);
        return outcome;
    }

    private async Task<RotateOutcome> RotateAsync(RotateCall call)
    {
        var started = _services.Clock.GetTimestamp();
        if (await LoadAsync(patient: true) is { } problem)
        {
            return RotationInDoubt(problem);
        }

        var held = new HeldSession { Id = _id, SecretDigest = call.SecretDigest, Scheme = call.Scheme, Possession = call.Possession };
        do
        {
            // What a confirmation of unknown outcome has left behind is read before anything is derived from it.
            if (!await _row.LoadFreshAsync())
            {
                return RotationInDoubt(_row.Problem);
            }

            var verdict = Hold(held, state => OwnProofOf(state, call.SecretDigest, call.Scheme, call.Possession, RotateMethod, ClusterPaths.Rotate), _services.Decider.DecideRotate, out var next);
            if (next == DecisionStep.Answer)
            {
                return verdict!.IsAccepted ? await StageAsync(call) : new RotateOutcome.Denied(verdict);
            }

            if (next == DecisionStep.End)
            {
                await TerminateAsync(_ended!.Order!, _ended.EventId);
                return new RotateOutcome.Denied(verdict!);
            }

            if (!await ConfirmAsync(call.SecretDigest))
            {
                return RotationInDoubt(_row.Problem);
            }
        }
        while (_services.Clock.GetElapsedTime(started) < LongestWait);
        return RotationInDoubt(UnavailableReason.Timeout);
    }

    /// <summary>Plans from what has landed, whenever that is looked at: a write whose outcome was unknown has staged, or it has not, and either way the same successor is derived.</summary>
    private async Task<RotateOutcome> StageAsync(RotateCall call)
    {
        var drawn = _services.Successors.Draw(call.RotationId);
        var plan = default(RotationPlan);
        SessionSecret? secret = null;
        var outcome = await WriteAsync(landed =>
        {
            plan = default;
            secret = null;
            if (landed is not { Tombstone: null } || _ended is not null)
            {
                return null;
            }

            plan = _services.Decider.Plan(landed, call.SecretDigest, call.RotationId, _services.Successors.KeyIds, Now());
            if (plan.Step is not (RotationStep.Stage or RotationStep.Repeat))
            {
                return null;
            }

            var derivation = plan.Derivation ?? drawn;
            secret = _services.Successors.Derive(derivation, call.SecretDigest, _id, plan.Generation, call.RotationId);
            return plan.Step == RotationStep.Stage && secret is not null
                ? Compose(RotationRules.Stage(landed, new(SecretHash.Of(SecretDigest.Of(secret.Span)), derivation)))
                : null;
        });
        if (outcome is not (WriteOutcome.Landed or WriteOutcome.Read))
        {
            return RotationInDoubt(outcome == WriteOutcome.NotFenced ? UnavailableReason.Fence : _row.Problem);
        }

        return AnswerRotation(plan, secret);
    }

    /// <summary>P-F2: fenced, after the write, and only for a session that has not ended or been contained meanwhile.</summary>
    private RotateOutcome AnswerRotation(in RotationPlan plan, SessionSecret? secret)
    {
        if (!_services.Fence.TryGetTerm(out _) || _row.Landed is not { } state)
        {
            return RotationInDoubt(UnavailableReason.Fence);
        }

        var now = Now();
        var over = SessionRules.RefusalOf(state, Usage(), _services.Containment.Current, _services.EdgeRing.Current.IdMask, now);
        if (over != SessionRefusal.None)
        {
            return new RotateOutcome.Denied(SessionVerdict.Refuse(over));
        }

        return plan.Step == RotationStep.Conflict ? new RotateOutcome.Conflict(plan.Detail!)
            : secret is null ? new RotateOutcome.Denied(SessionVerdict.Refuse(SessionRefusal.Superseded))
            : new RotateOutcome.Rotated(secret, state.EdgeKeyId, state.Facts!) { RotateAfter = now + RotationRules.TermsOf(state).Every };
    }

    /// <summary>P-T2: callers await the one shared confirmation and decide again from the start.</summary>
    private Task<bool> ConfirmAsync(SecretDigest presented)
    {
        var confirmation = _confirmation ?? ConfirmOnceAsync(presented);
        _confirmation = confirmation.IsCompleted ? null : confirmation;
        return confirmation;
    }

    /// <summary>Stores that the successor is current, with the end of the former secret's grace. True when it is worth deciding again; a failed write leaves memory as before (L6).</summary>
    private async Task<bool> ConfirmOnceAsync(SecretDigest presented)
    {
        try
        {
            var outcome = await WriteAsync(landed =>
                landed is { Tombstone: null } && _ended is null && RotationRules.Confirm(landed, presented, Now()) is { } confirmed ? Compose(confirmed) : null);
            _services.Instruments.Rotation.Confirmed(outcome is WriteOutcome.Landed or WriteOutcome.Read);

            if (outcome is not (WriteOutcome.Unknown or WriteOutcome.Full))
            {
                // Without the fence deciding again says so.
                return true;
            }

            if (outcome == WriteOutcome.Full)
            {
                return false;
            }

            // It may have landed: the row is read again soon, whoever comes or does not come back.
            _persistNotBefore = default;
            RequestPersist();
            return false;
        }
        finally
        {
            _confirmation = null;
        }
    }

    private static RotateOutcome.Denied RotationInDoubt(UnavailableReason reason) => new(SessionVerdict.InDoubt(reason));
}
