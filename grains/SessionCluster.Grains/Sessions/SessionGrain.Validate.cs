using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Sessions;

/// <summary>Validation: synchronous unless the row must be loaded or uses reserved, so that check and mark are one step and a write in progress delays nobody.</summary>
internal sealed partial class SessionGrain
{
    // Longer than a client waits: uses are not spent for callers that have gone.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    // Until a request to store the last use counts as lost. Longer than any turn that may be before it, so that requests do not pile up.
    private static readonly TimeSpan PersistPatience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan PersistRetryDelay = TimeSpan.FromSeconds(5);

    private Task<bool>? _reservation;

    private PresentationMemory? _memory;

    public ValueTask<SessionVerdict> Validate(ValidateCall call)
    {
        if (_settled && Decide(call, out var next) is { } verdict)
        {
            return next == DecisionStep.Answer ? new(Count(verdict)) : ValidateEndedAsync(verdict);
        }

        return ValidateSlowlyAsync(call);
    }

    private async ValueTask<SessionVerdict> ValidateEndedAsync(SessionVerdict refusal) => Count(await EndedAsync(refusal));

    private async ValueTask<SessionVerdict> ValidateSlowlyAsync(ValidateCall call)
    {
        var started = _services.Clock.GetTimestamp();
        if (await LoadAsync() is { } problem)
        {
            return Count(SessionVerdict.InDoubt(problem));
        }

        while (_services.Clock.GetElapsedTime(started) < LongestWait)
        {
            if (Decide(call, out var next) is { } verdict)
            {
                return Count(next == DecisionStep.Answer ? verdict : await EndedAsync(verdict));
            }

            if (!await (next == DecisionStep.Confirm ? ConfirmAsync(call.SecretDigest) : ReserveAsync()))
            {
                return Count(SessionVerdict.InDoubt(_row.Problem));
            }
        }

        return Count(SessionVerdict.InDoubt(UnavailableReason.Timeout));
    }

    /// <summary>A verdict, or <see langword="null"/> when a block of uses must be reserved, or a successor confirmed, first. No await: check and marks are one step (P-F3).</summary>
    private SessionVerdict? Decide(ValidateCall call, out DecisionStep next)
    {
        next = DecisionStep.Answer;
        while (true)
        {
            if (!_services.Fence.TryGetTerm(out var term))
            {
                return SessionVerdict.InDoubt(UnavailableReason.Fence);
            }

            var containment = _services.Containment.Current;
            if (_row.Landed is not { } state)
            {
                return _services.Fence.Holds(term) ? Miss() : SessionVerdict.InDoubt(UnavailableReason.Fence);
            }

            var proof = ProofOf(state, call.SecretDigest, call.Scheme, call.Possession);
            var now = Now();
            var presentation = new SessionPresentation(call.SecretDigest, call.Audience, call.Activity, call.Requirements, _services.EdgeRing.Current.IdMask)
            {
                IsRepetition = _memory?.Attempts is { } attempts && attempts.Knows(call, TextOf(proof), now),
                Scheme = call.Scheme,
                Proof = proof,
                Certificate = call.Possession?.Certificate ?? default,
                Context = call.Context,
            };
            var decision = _services.Decider.Decide(state, Usage(), containment, presentation, now);
            if (decision.Kind is DecisionKind.Reserve or DecisionKind.Confirm)
            {
                next = decision.Kind == DecisionKind.Confirm ? DecisionStep.Confirm : DecisionStep.Reserve;
                return null;
            }

            if (!_services.Fence.Holds(term))
            {
                return SessionVerdict.InDoubt(UnavailableReason.Fence);
            }

            if (_services.Containment.Current.Version != containment.Version)
            {
                continue;
            }

            if (decision.Proof is not null && _leaving)
            {
                return SessionVerdict.InDoubt(UnavailableReason.Timeout);
            }

            next = decision.Ends is null ? DecisionStep.Answer : DecisionStep.End;
            return decision.Kind == DecisionKind.Accept ? Accept(call, state, decision, TextOf(proof), now) : Refuse(state, decision, now);
        }
    }

    private static Digest128 TextOf(VerifiedProof? proof) => proof is null ? default : proof.Text;

    private SessionVerdict Accept(ValidateCall call, SessionState state, in SessionDecision decision, Digest128 proofText, DateTimeOffset now)
    {
        _lastUsedAt = decision.LastUsedAt;
        _usesAvailable -= decision.UsesSpent;

        // P-R6: only a call with a side effect is worth remembering.
        if ((decision.UsesSpent > 0 || decision.Proof is not null) && !call.Attempt.IsUnset)
        {
            ((_memory ??= new()).Attempts ??= new()).Note(call, proofText, now);
        }

        if (decision.ContextDiffers)
        {
            _services.Instruments.Possession.ContextDiffered();
        }

        if (!call.Caller.IsUnset)
        {
            ((_memory ??= new()).Callers ??= new()).Note(call.Caller);
        }

        var nonce = decision.Proof is { } proof ? Spend(proof, state.Possession!, now) : null;
        if (SessionDeadlines.NeedsPersisting(state.Facts!, state.LastUsedAt, _lastUsedAt))
        {
            RequestPersist();
        }

        return SessionVerdict.Accept(state.Facts!, decision.IdleDeadline, nonce, decision.RotateAfter);
    }

    /// <summary>Asks for the turn that stores what this activation knows, unless one was asked for a moment ago.</summary>
    private void RequestPersist()
    {
        if (_latestNow >= _persistNotBefore)
        {
            _persistNotBefore = _latestNow + PersistPatience;
            _ = this.AsReference<ISessionLifecycleGrain>().Persist();
        }
    }

    /// <summary>A miss deactivates at once, so that guesses do not fill memory (A9).</summary>
    private SessionVerdict Miss()
    {
        this.DeactivateOnIdle();
        return SessionVerdict.Refuse(SessionRefusal.Unknown);
    }

    /// <summary>P-B2: callers await the one shared reservation and decide again from the start.</summary>
    private Task<bool> ReserveAsync()
    {
        var reservation = _reservation ?? ReserveOnceAsync();
        _reservation = reservation.IsCompleted ? null : reservation;
        return reservation;
    }

    /// <summary>Reserves the next block. True when it is worth deciding again; an indeterminate reservation is burnt (P-B1).</summary>
    private async Task<bool> ReserveOnceAsync()
    {
        try
        {
            var granted = 0;
            var outcome = await WriteAsync(landed =>
            {
                granted = 0;
                if (landed is not { Budget: { IsSpent: false } budget, Tombstone: null } || _ended is not null)
                {
                    return null;
                }

                var reserved = budget.ReserveBlock();
                granted = reserved.Reserved - budget.Reserved;
                return Compose(landed) with { Budget = reserved };
            });

            // A later try that landed grants its own block only: what an earlier try may have reserved is burnt.
            if (outcome is WriteOutcome.Landed or WriteOutcome.Read && !_leaving)
            {
                _usesAvailable += granted;
            }

            // Without the fence deciding again says so.
            return outcome != WriteOutcome.Unknown;
        }
        finally
        {
            _reservation = null;
        }
    }

    private SessionVerdict Count(SessionVerdict verdict)
    {
        _services.Activations.Validations.Increment();
        _services.Instruments.Validated(verdict);
        return verdict;
    }
}
