using System.Collections.Immutable;
using Orleans.Runtime;
using SessionCluster.Core.Admission;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Grains.Subjects;

/// <summary>What a cut-off owes after it was acknowledged, or interrupted (P-S3): tombstones in bounded turns, then the removal of its entry (P-C4).</summary>
internal sealed partial class SubjectGrain
{
    private const int TombstonesPerTurn = 50;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private IGrainTimer? _retry;

    public async Task Continue()
    {
        if (await LoadAsync() is not null || await FinishContainmentAsync() is not null)
        {
            RetryLater();
            return;
        }

        if (_row.Landed is not { CutOff: { } cutOff } state)
        {
            return;
        }

        var turn = SubjectIndex.Owed(state, Now()).Take(TombstonesPerTurn).ToImmutableArray();
        if (!await EntombAsync(turn, cutOff))
        {
            RetryLater();
        }
        else if (!SubjectIndex.Owed(_row.Landed!, Now()).IsEmpty)
        {
            _ = this.AsReference<ISubjectLifecycleGrain>().Continue();
        }
        else if (!await _services.Peers.PruneAsync(_key, cutOff))
        {
            RetryLater();
        }
    }

    /// <summary>Ends sessions through their grains, never past them (P-C4), and drops those that have a tombstone. True when all of them have one.</summary>
    private async Task<bool> EntombAsync(ImmutableArray<ListedSession> sessions, SubjectCutOff cutOff)
    {
        var outcomes = await Task.WhenAll(sessions.Select(session => _services.Peers.EndAsync(session.Id, cutOff.Order, cutOff.EventId)));
        var ended = sessions.Where((_, index) => outcomes[index] == LifecycleOutcome.Ended).Select(session => session.Id).ToImmutableHashSet();
        return ended.Count == 0
            ? sessions.IsEmpty
            : await _row.UpdateAsync(landed => landed is null ? null : SubjectIndex.Drop(landed, ended)) is WriteOutcome.Landed or WriteOutcome.Read
                && ended.Count == sessions.Length;
    }

    private void RetryLater()
    {
        _retry?.Dispose();
        _retry = this.RegisterGrainTimer(
            static (self, _) => self.AsReference<ISubjectLifecycleGrain>().Continue(),
            this,
            new GrainTimerCreationOptions { DueTime = RetryDelay, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
    }
}
