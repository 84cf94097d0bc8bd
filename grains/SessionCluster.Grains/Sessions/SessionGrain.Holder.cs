using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Sessions;

/// <summary>What is asked with a token beside validating it: introspection, and the holder's own end.</summary>
internal sealed partial class SessionGrain
{
    private static readonly RevocationOrder LogoutOrder = new(RevocationReason.Logout, null, EndInitiator.Holder);

    public ValueTask<SessionVerdict> Introspect(IntrospectCall call) => _settled ? new(Introspected(Look(call))) : IntrospectSlowlyAsync(call);

    public async Task<EndOutcome> End(EndCall call)
    {
        var outcome = await EndAsync(call);
        _services.Instruments.Ended(outcome);
        return outcome;
    }

    private async ValueTask<SessionVerdict> IntrospectSlowlyAsync(IntrospectCall call) =>
        Introspected(await LoadAsync() is { } problem ? SessionVerdict.InDoubt(problem) : Look(call));

    /// <summary>Reads, and sets no mark: no proof is consumed, no use spent, no deadline moved (D14, N6).</summary>
    private SessionVerdict Look(IntrospectCall call)
    {
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

            var decision = _services.Decider.Introspect(state, Usage(), containment, call.SecretDigest, call.Audiences, _services.EdgeRing.Current.IdMask, Now());
            if (!_services.Fence.Holds(term))
            {
                return SessionVerdict.InDoubt(UnavailableReason.Fence);
            }

            if (_services.Containment.Current.Version == containment.Version)
            {
                return decision.Kind == DecisionKind.Accept ? SessionVerdict.Accept(state.Facts!, decision.IdleDeadline) : SessionVerdict.Refuse(decision.Refusal);
            }
        }
    }

    private async Task<EndOutcome> EndAsync(EndCall call)
    {
        if (await LoadAsync(patient: true) is { } problem)
        {
            return Denied(SessionVerdict.InDoubt(problem));
        }

        var held = new HeldSession { Id = _id, SecretDigest = call.SecretDigest, Scheme = call.Scheme, Possession = call.Possession };
        var verdict = Hold(held, state => ProofOf(state, call.SecretDigest, call.Scheme, call.Possession), _services.Decider.DecideEnd, out _)!;
        var refused = verdict.IsAccepted ? null : verdict;

        // P-W3: whoever is told that it has ended relies on that: an end that was decided before and has not landed is written first.
        if (refused is not null && (refused.Refusal is not (SessionRefusal.Revoked or SessionRefusal.Superseded) || _ended is null || _row.Landed is not { Tombstone: null }))
        {
            return Denied(refused);
        }

        return await TerminateAsync(LogoutOrder, SessionGrainServices.NewEventId()) is { } unavailable ? Denied(SessionVerdict.InDoubt(unavailable))
            : refused is not null ? Denied(refused)
            : new EndOutcome.Ended(_row.Landed!.Tombstone!.ToReceipt(_id));
    }

    private static EndOutcome.Denied Denied(SessionVerdict verdict) => new(verdict);

    private SessionVerdict Introspected(SessionVerdict verdict)
    {
        _services.Instruments.Introspected(verdict);
        return verdict;
    }
}
