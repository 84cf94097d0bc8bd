using System.Collections.Immutable;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
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
                return (await AdmitAsync(call, eligible, default, state, now))?.Outcome;
            default:
                throw new InvalidOperationException("Unreachable: the decision is closed.");
        }
    }

    /// <summary>Admits what is eligible, or refuses it for want of room. <see langword="null"/> when the row was not what it had been decided from.</summary>
    /// <param name="call">What is asked.</param>
    /// <param name="eligible">What was decided.</param>
    /// <param name="succeeded">The session that this one takes over from, and which ends as soon as it exists: it takes no room, and may have the same key. Unset for none.</param>
    /// <param name="decidedFrom">The row that it was decided from.</param>
    /// <param name="now">When.</param>
    private async Task<Admitted?> AdmitAsync(EstablishCall call, AdmissionDecision.Eligible eligible, SessionId succeeded, SubjectState decidedFrom, DateTimeOffset now)
    {
        var room = await MakeRoomAsync(decidedFrom, eligible.Class, succeeded, now);
        if (room.Refusal is { } refusal)
        {
            return Admitted.Not(refusal);
        }

        var ended = room.Ended;
        var deadline = AdmissionRules.AbsoluteDeadline(eligible.Class, now);
        var id = ChooseId(deadline);
        var epoch = decidedFrom.Epoch;
        var session = new ListedSession(id, call.Class, epoch) { KeyHash = ListedSession.HashOf(eligible.Key) };
        var moved = false;
        var listed = await _row.UpdateAsync(landed =>
        {
            var next = landed ?? new SubjectState { Key = _key, Subject = call.Subject };
            if (SubjectIndex.Lists(next, id))
            {
                return null;
            }

            // A write of unknown outcome has landed after all, or a rival activation wrote: then neither the epoch (P-S2), nor the number of sessions, nor the events are those that were looked at.
            moved = !IsStill(next, decidedFrom);
            return moved ? null : SubjectIndex.List(SubjectIndex.Drop(WithoutEnded(next), ended), call.Subject, session, call.Authentication, _services.Admission, now);
        });
        if (listed is not (WriteOutcome.Landed or WriteOutcome.Read))
        {
            return Admitted.Not(InDoubt(listed == WriteOutcome.NotFenced ? UnavailableReason.Fence : _row.Problem));
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
            return Admitted.Not(InDoubt(problem));
        }

        var shared = await IsSharedAsync(decidedFrom, ended.Add(succeeded), session, now);
        var state = AdmissionRules.NewSession(id, call, eligible, epoch, now);
        if (await _services.Peers.InsertAsync(state) != LifecycleOutcome.Inserted)
        {
            return Admitted.Not(InDoubt(UnavailableReason.Storage));
        }

        // The second look: a cut-off that landed since ends this session too, so it must not be acknowledged as live.
        if (_row.Landed?.Epoch != epoch || _services.Containment.Current.CutOffOf(_key) > epoch)
        {
            return Admitted.Not(new EstablishOutcome.Refused(EstablishRefusal.Reauthenticate, "The subject's sessions were ended meanwhile: authenticate again."));
        }

        if (shared)
        {
            NoteShared(id, eligible.Key!.Confirmation);
        }

        return new(new EstablishOutcome.Established(id, deadline, eligible.Class.IdleTimeout, eligible.Assurance.Level) { Confirmation = eligible.Key?.Confirmation, RotateAfter = RotationRules.RotateAfter(state, null) }, state);
    }

    private static bool IsStill(SubjectState state, SubjectState decidedFrom) =>
        state.Epoch == decidedFrom.Epoch && state.Sessions.SequenceEqual(decidedFrom.Sessions) && state.Events.SequenceEqual(decidedFrom.Events);

    /// <summary>What became of an admission, and the session when there is one.</summary>
    private sealed record Admitted(EstablishOutcome Outcome, SessionState? Session)
    {
        public static Admitted Not(EstablishOutcome outcome) => new(outcome, null);
    }
}
