using System.Collections.Immutable;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Classes;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Grains.Subjects;

/// <summary>How many sessions at once (ASVS 7.1.2). Sessions are asked only when the index alone would refuse.</summary>
internal sealed partial class SubjectGrain
{
    private static readonly RevocationOrder LimitOrder = new(RevocationReason.Policy, "session_limit", EndInitiator.Policy);

    private static readonly RevocationOrder IdleOrder = new(RevocationReason.Policy, "idle", EndInitiator.Policy);

    private async Task<Room> MakeRoomAsync(SubjectState state, SessionClass sessionClass, SessionId succeeded, DateTimeOffset now)
    {
        var listed = SubjectIndex.PossiblyLive(state, now).RemoveAll(session => session.Id == succeeded);
        var ofClass = listed.RemoveAll(session => session.Class != sessionClass.Name);
        var subjectIsFull = listed.Length >= _services.Admission.MaxSessionsPerSubject;
        if (!subjectIsFull && ofClass.Length < sessionClass.MaxSessions)
        {
            return Room.Free;
        }

        var asked = await AskAsync(subjectIsFull ? listed : ofClass);
        if (asked is null)
        {
            return Room.Refused(InDoubt(UnavailableReason.Storage));
        }

        var live = asked.Live.RemoveAll(session => session.Listed.Class != sessionClass.Name);
        var surplus = Math.Max(0, live.Length - sessionClass.MaxSessions + 1);
        if (surplus > 0 && sessionClass.AtLimit == LimitAction.Refuse)
        {
            return Room.Refused(Limit($"The subject has as many live sessions as class '{sessionClass.Name}' allows: end one first."));
        }

        // Those that this one will end make room in the subject too.
        return listed.Length - asked.Ended.Count - asked.Expired - surplus >= _services.Admission.MaxSessionsPerSubject
            ? Room.Refused(Limit("The subject has as many live sessions as this service allows: end one first."))
            : await EndLongestIdleAsync(live, surplus, asked.Ended);
    }

    private static EstablishOutcome.Refused Limit(string detail) => new(EstablishRefusal.SessionLimit, detail);

    /// <summary>Asks sessions whether they still count, and ends those that count no more. <see langword="null"/> when one did not answer.</summary>
    private async Task<Asked?> AskAsync(ImmutableArray<ListedSession> sessions)
    {
        var answers = await Task.WhenAll(sessions.Select(session => _services.Peers.GetLivenessAsync(session.Id)));
        var live = ImmutableArray.CreateBuilder<LiveSession>();
        var ended = ImmutableHashSet.CreateBuilder<SessionId>();
        var expired = 0;
        for (var index = 0; index < answers.Length; index++)
        {
            switch (answers[index].Kind)
            {
                case LivenessKind.Live:
                    live.Add(new(sessions[index], answers[index].LastUsedAt));
                    break;
                case LivenessKind.Ended:
                    ended.Add(sessions[index].Id);
                    break;
                case LivenessKind.Expired:
                    expired++;
                    break;
                case LivenessKind.Endable:
                    // It stops counting only by a tombstone that landed (P-S5).
                    if (!await EndAsync(sessions[index].Id, IdleOrder))
                    {
                        return null;
                    }

                    ended.Add(sessions[index].Id);
                    break;
                default:
                    return null;
            }
        }

        return new(live.ToImmutable(), ended.ToImmutable(), expired);
    }

    /// <summary>Ends before admitting: there is never one session more than the class allows.</summary>
    private async Task<Room> EndLongestIdleAsync(ImmutableArray<LiveSession> live, int surplus, ImmutableHashSet<SessionId> ended)
    {
        foreach (var session in live.OrderBy(session => session.LastUsedAt).ThenBy(session => session.Listed.Id).Take(surplus))
        {
            if (!await EndAsync(session.Listed.Id, LimitOrder))
            {
                return Room.Refused(InDoubt(UnavailableReason.Storage));
            }

            ended = ended.Add(session.Listed.Id);
        }

        return new(null, ended);
    }

    private sealed record LiveSession(ListedSession Listed, DateTimeOffset LastUsedAt);

    /// <summary>What sessions answered: those that count; those that have a tombstone, to be dropped; how many are past their deadline, which is the index's to drop.</summary>
    private sealed record Asked(ImmutableArray<LiveSession> Live, ImmutableHashSet<SessionId> Ended, int Expired);

    private sealed record Room(EstablishOutcome? Refusal, ImmutableHashSet<SessionId> Ended)
    {
        public static Room Free { get; } = new(null, []);

        public static Room Refused(EstablishOutcome refusal) => new(refusal, []);
    }
}
