using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Evidence;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Sessions;

/// <summary>What clients report about the session (N21). Knowing its id is no ground to be heard: having its token is, or having been presented with it.</summary>
internal sealed partial class SessionGrain
{
    public async Task<SignalOutcome> Signal(SignalCall call)
    {
        var outcome = await TakeAsync(call);
        _services.Instruments.Rotation.Signalled(outcome);
        return outcome;
    }

    private async Task<SignalOutcome> TakeAsync(SignalCall call)
    {
        if (await LoadAsync(patient: true) is not null || !_services.Fence.TryGetTerm(out _))
        {
            return SignalOutcome.Unavailable;
        }

        if (_row.Landed is not { Facts: { } facts } state || !IsEntitled(state, call, out var standing))
        {
            if (_row.Landed is null)
            {
                this.DeactivateOnIdle();
            }

            return SignalOutcome.NotEntitled;
        }

        // A secret that has a successor is dead or about to be: whoever finds one has found nothing. Its use would be evidence.
        var kind = standing is SecretStanding.Foreign || RotationRules.IsHeld(standing) ? EvidenceRules.KindOf(call.Type, call.Level, state.LocksFrom, call.Caller.IsUnset) : null;
        var action = kind is { } seen ? EvidenceRules.Act(seen, facts.Confirmation is not null, proven: false) : EvidenceAction.Note;
        return state.Tombstone is not null || action == EvidenceAction.Note ? SignalOutcome.Taken
            : action == EvidenceAction.Revoke ? Taken(await TerminateAsync(EvidenceRules.Leak(call.Caller.IsUnset ? EndInitiator.Policy : EndInitiator.By(call.Caller)), SessionGrainServices.NewEventId()))
            : await StoreAsync(state, action);
    }

    /// <summary>By token: a secret of this session's. By handle: a client that validated it lately; of a leak only the token itself tells.</summary>
    private bool IsEntitled(SessionState state, SignalCall call, out SecretStanding standing)
    {
        standing = SecretStanding.Foreign;
        if (call.SecretDigest.IsUnset)
        {
            return call.Type == SignalType.Risk && _memory?.Callers is { } callers && callers.Knows(call.Caller);
        }

        standing = RotationRules.StandingOf(state, call.SecretDigest, Now());
        return standing != SecretStanding.Foreign;
    }

    /// <summary>The mark, in force from here on, and its write: an answer says that it has landed.</summary>
    private async Task<SignalOutcome> StoreAsync(SessionState state, EvidenceAction action)
    {
        var now = Now();
        if (action == EvidenceAction.Lock)
        {
            Lock(state, SessionRefusal.Locked, now);
        }
        else
        {
            Taint(state, taints: true, now);
        }

        var outcome = await WriteAsync(landed => landed is { Tombstone: null } && Owes(landed) ? Compose(landed) : null);
        return Taken(outcome is WriteOutcome.Landed or WriteOutcome.Read ? _services.Fence.TryGetTerm(out _) ? null : UnavailableReason.Fence : _row.Problem);
    }

    private static SignalOutcome Taken(UnavailableReason? problem) => problem is null ? SignalOutcome.Taken : SignalOutcome.Unavailable;
}
