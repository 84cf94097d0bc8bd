using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Time;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Grains.Subjects;

/// <summary>
/// Revocation of a subject (P-S2): the cut-off lands, the containment entry lands and is in force, <c>contained</c> is raised, the call is acknowledged. Tombstones follow in bounded turns.
/// </summary>
internal sealed partial class SubjectGrain
{
    public async Task<RevokeOutcome> Revoke(RevokeSubjectCall call)
    {
        var outcome = await CutOffAsync(call);
        _services.Instruments.Revoked(outcome);
        return outcome;
    }

    private async Task<RevokeOutcome> CutOffAsync(RevokeSubjectCall call)
    {
        if (call.Subject.IsUnset || call.Subject.Key != _key)
        {
            throw new ArgumentException("The call names another subject than its grain.", nameof(call));
        }

        if (call.Order?.IsWellFormed() != true)
        {
            throw new ArgumentException("The revocation order is unset, or a member of it is outside its range.", nameof(call));
        }

        if (await LoadAsync(inserts: true) is { } problem)
        {
            return new RevokeOutcome.Unavailable(problem);
        }

        if (call.Keep is { } keep && await CheckKeptAsync(call.Subject, keep) is { } notKept)
        {
            return notKept;
        }

        var kept = call.Keep?.Id ?? default;
        var decidedFrom = _row.Landed;
        var now = Now();
        var eventId = SessionGrainServices.NewEventId();
        var sessionsEnded = 0;
        var moved = false;
        var written = await _row.UpdateAsync(landed =>
        {
            if (landed?.CutOff?.EventId == eventId)
            {
                return null;
            }

            // A cut-off of a rival activation may have ended it since it was examined: keeping it would revive it (G1).
            moved = !kept.IsUnset && (landed is null || landed.Epoch != decidedFrom?.Epoch || !SubjectIndex.Lists(landed, kept));
            if (moved)
            {
                return null;
            }

            // A fresh epoch for every call: a later call never joins an earlier one, nor is it answered from the row (P-S2).
            var state = WithoutEnded(landed ?? new SubjectState { Key = _key, Subject = call.Subject });
            sessionsEnded = SubjectIndex.PossiblyLive(state, now).Count(session => session.Id != kept);
            return SubjectIndex.CutOff(state, call.Subject, call.Order, eventId, kept, now);
        });
        if (moved)
        {
            return new RevokeOutcome.Unavailable(UnavailableReason.Storage);
        }

        if (written is not (WriteOutcome.Landed or WriteOutcome.Read))
        {
            // It may have landed: then it is finished, asked for again or not.
            RetryLater();
            return new RevokeOutcome.Unavailable(written == WriteOutcome.NotFenced ? UnavailableReason.Fence : _row.Problem);
        }

        if (await FinishContainmentAsync() is { } reason)
        {
            RetryLater();
            return new RevokeOutcome.Unavailable(reason);
        }

        if (!_services.Fence.TryGetTerm(out _))
        {
            RetryLater();
            return new RevokeOutcome.Unavailable(UnavailableReason.Fence);
        }

        _ = this.AsReference<ISubjectLifecycleGrain>().Continue();

        // The stored instant, which a clock that went back does not move; it is what later establishments are compared with.
        var revokedAt = _row.Landed!.CutOff!.RevokedAt;
        var effectiveAt = Now();
        return new RevokeOutcome.Revoked(new RevocationReceipt
        {
            Subject = call.Subject,
            SessionsEnded = sessionsEnded,
            RevokedAt = WholeSeconds.Floor(revokedAt),
            EffectiveAt = WholeSeconds.Ceiling(effectiveAt > revokedAt ? effectiveAt : revokedAt),
            EventId = eventId,
        });
    }

    /// <summary>
    /// Whether the session to keep is held, live, and one of this subject's. Answers <see langword="null"/> when it is. An earlier cut-off is brought in force before: what it has ended is not kept by the next.
    /// </summary>
    private async Task<RevokeOutcome?> CheckKeptAsync(SubjectId subject, HeldSession keep)
    {
        if (await FinishContainmentAsync() is { } unfinished)
        {
            return new RevokeOutcome.Unavailable(unfinished);
        }

        if (keep.Id.IsUnset || _row.Landed is not { } state || !SubjectIndex.Lists(state, keep.Id))
        {
            return new RevokeOutcome.KeepDenied(SessionVerdict.Refuse(SessionRefusal.Unknown));
        }

        var examined = await _services.Peers.ExamineAsync(new(keep, subject, RenewalPurpose.Keep));
        return examined.Denied is not { } denied ? null
            : denied.Outcome == VerdictOutcome.Unavailable ? new RevokeOutcome.Unavailable(denied.Reason)
            : new RevokeOutcome.KeepDenied(denied);
    }

    /// <summary>Brings the latest cut-off in force, if it is not. Answers <see langword="null"/> when it is.</summary>
    private async Task<UnavailableReason?> FinishContainmentAsync()
    {
        // The epoch is raised by a cut-off, in the same write.
        if (_row.Landed is not { CutOff: { } cutOff } state || state.Contained >= state.Epoch)
        {
            return null;
        }

        switch (await _services.Peers.ContainAsync(state.Subject, cutOff))
        {
            case ContainOutcome.InForce:
                break;
            case ContainOutcome.Full:
                return UnavailableReason.ContainmentFull;
            default:
                return UnavailableReason.Storage;
        }

        var raised = await _row.UpdateAsync(landed => landed is null || landed.Contained >= state.Epoch ? null : SubjectIndex.RaiseContained(landed, state.Epoch));
        return raised switch
        {
            WriteOutcome.Landed or WriteOutcome.Read => null,
            WriteOutcome.NotFenced => UnavailableReason.Fence,
            _ => _row.Problem,
        };
    }
}
