using System.Collections.Immutable;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Rotation;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Grains.Subjects;

/// <summary>Admission (P-S1): choose the id, list it durably, insert the row, look at the cut-off again, answer.</summary>
internal sealed partial class SubjectGrain
{
    // What was decided from a row that has changed meanwhile is decided again, a few times.
    private const int MaxDecisions = 3;

    public async Task<EstablishOutcome> Establish(EstablishCall call)
    {
        var outcome = await AdmitAsync(call);

        // P-F2: every answer, after the writes it depends on.
        if (outcome is not EstablishOutcome.Unavailable && !_services.Fence.TryGetTerm(out _))
        {
            outcome = InDoubt(UnavailableReason.Fence);
        }

        _services.Instruments.Established(outcome);
        return outcome;
    }

    private static SessionId ChooseId(DateTimeOffset absoluteDeadline)
    {
        Span<byte> random = stackalloc byte[1 + SessionId.RandomSize];
        RandomNumberGenerator.Fill(random);
        return SessionId.Create(random[0], absoluteDeadline, random[1..]);
    }

    private static EstablishOutcome.Unavailable InDoubt(UnavailableReason reason) => new(reason);

    private async Task<EstablishOutcome> AdmitAsync(EstablishCall call)
    {
        if (call.Subject.IsUnset || call.Subject.Key != _key)
        {
            return new EstablishOutcome.Refused(EstablishRefusal.Malformed, "The call names another subject than its grain.");
        }

        call = Verified(call);
        for (var decision = 1; decision <= MaxDecisions; decision++)
        {
            if (await LoadAsync(inserts: true) is { } problem)
            {
                return InDoubt(problem);
            }

            // P-S3: a cut-off that was interrupted is finished before anything is admitted.
            if (await FinishContainmentAsync() is { } unfinished)
            {
                return InDoubt(unfinished);
            }

            if (await DecideAsync(call) is { } outcome)
            {
                return outcome;
            }
        }

        return InDoubt(UnavailableReason.Storage);
    }

    /// <summary>Answers <see langword="null"/> when the row was not what it had been decided from.</summary>
    private async Task<EstablishOutcome?> DecideAsync(EstablishCall call)
    {
        var now = Now();
        var state = _row.Landed ?? new SubjectState { Key = _key, Subject = call.Subject };
        switch (AdmissionRules.Check(state, call, _services.Classes, _services.Assurance, _services.Admission, now))
        {
            case AdmissionDecision.Refused refused:
                return new EstablishOutcome.Refused(refused.Refusal, refused.Detail);
            case AdmissionDecision.Eligible eligible:
                var room = await MakeRoomAsync(state, eligible.Class, now);
                return room.Refusal ?? await ListAndInsertAsync(call, eligible, room.Ended, state, now);
            default:
                throw new InvalidOperationException("Unreachable: the decision is closed.");
        }
    }

    private async Task<EstablishOutcome?> ListAndInsertAsync(EstablishCall call, AdmissionDecision.Eligible eligible, ImmutableHashSet<SessionId> ended, SubjectState decidedFrom, DateTimeOffset now)
    {
        var deadline = AdmissionRules.AbsoluteDeadline(eligible.Class, now);
        var id = ChooseId(deadline);
        var epoch = decidedFrom.Epoch;
        var session = new ListedSession(id, call.Class, epoch) { KeyHash = ListedSession.HashOf(eligible.Key) };
        var moved = false;
        var listed = await _row.UpdateAsync(landed =>
        {
            var state = landed ?? new SubjectState { Key = _key, Subject = call.Subject };
            if (Lists(state, id))
            {
                return null;
            }

            // A write of unknown outcome has landed after all, or a rival activation wrote: then neither the epoch (P-S2), nor the number of sessions, nor the events are those that were looked at.
            moved = !IsStill(state, decidedFrom);
            return moved ? null : SubjectIndex.List(SubjectIndex.Drop(state, ended), call.Subject, session, call.Authentication, _services.Admission, now);
        });
        if (listed is not (WriteOutcome.Landed or WriteOutcome.Read))
        {
            return InDoubt(listed == WriteOutcome.NotFenced ? UnavailableReason.Fence : _row.Problem);
        }

        if (moved)
        {
            return null;
        }

        // The row of this subject is this activation's own insert, or it is one that somebody else may still be answering for.
        if (listed == WriteOutcome.Landed)
        {
            _settled = true;
        }
        else if (await LoadAsync() is { } problem)
        {
            return InDoubt(problem);
        }

        var shared = await IsSharedAsync(decidedFrom, ended, session, now);
        var row = AdmissionRules.NewSession(id, call, eligible, epoch, now);
        var inserted = await _services.Peers.InsertAsync(row);
        if (inserted != LifecycleOutcome.Inserted)
        {
            return InDoubt(UnavailableReason.Storage);
        }

        // The second look: a cut-off that landed since ends this session too, so it must not be acknowledged as live.
        if (_row.Landed?.Epoch != epoch || _services.Containment.Current.CutOffOf(_key) > epoch)
        {
            return new EstablishOutcome.Refused(EstablishRefusal.Reauthenticate, "The subject's sessions were ended meanwhile: authenticate again.");
        }

        if (shared)
        {
            NoteShared(id, eligible.Key!.Confirmation);
        }

        return new EstablishOutcome.Established(id, deadline, eligible.Class.IdleTimeout, eligible.Assurance.Level) { Confirmation = eligible.Key?.Confirmation, RotateAfter = RotationRules.RotateAfter(row, null) };
    }

    private static bool IsStill(SubjectState state, SubjectState decidedFrom) =>
        state.Epoch == decidedFrom.Epoch && state.Sessions.SequenceEqual(decidedFrom.Sessions) && state.Events.SequenceEqual(decidedFrom.Events);

    private static bool Lists(SubjectState state, SessionId id)
    {
        foreach (var session in state.Sessions)
        {
            if (session.Id == id)
            {
                return true;
            }
        }

        return false;
    }
}
