using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Core.Admission;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Grains.Subjects;

/// <summary>Sessions that this activation has ended one by one: their tombstones have landed, so the next write of the row drops them, and a revocation does not claim them (N11).</summary>
internal sealed partial class SubjectGrain
{
    // Not worth a write of their own. With the activation it is forgotten, and the next look at those sessions finds it out again.
    private readonly HashSet<SessionId> _ended = [];

    /// <summary>Ends a session. True when it has a tombstone.</summary>
    private async Task<bool> EndAsync(SessionId id, RevocationOrder order)
    {
        if (await _services.Peers.EndAsync(id, order, SessionGrainServices.NewEventId()) != LifecycleOutcome.Ended)
        {
            return false;
        }

        // Only what is listed needs to be known: so this is never longer than the list.
        _ended.RemoveWhere(ended => _row.Landed is not { } landed || !SubjectIndex.Lists(landed, ended));
        _ended.Add(id);
        return true;
    }

    private SubjectState WithoutEnded(SubjectState state) => _ended.Count == 0 ? state : SubjectIndex.Drop(state, _ended);
}
