using SessionCluster.Core.Janitor;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Subjects;

/// <summary>The end of a subject's row, and its renewal under another seal.</summary>
internal sealed partial class SubjectGrain
{
    /// <summary>
    /// A row that is gone begins again at epoch 0: so nothing may be left that compares with a higher one. Not a session, for all are past their ids' deadlines; not a containment entry, which would refuse whoever
    /// comes back: the log is asked until it has none.
    /// </summary>
    public async Task<bool> Tidy()
    {
        if (await LoadAsync() is not null || _row.Landed is not { } state || !SpentSubject.IsSpent(state, Now()))
        {
            return false;
        }

        if (state.CutOff is { } cutOff && (!await _services.Peers.PruneAsync(_key, cutOff) || _services.Containment.Current.CutOffOf(_key) > 0))
        {
            return false;
        }

        var outcome = await _row.ClearAsync(landed => SpentSubject.IsSpent(landed, Now()));
        return outcome is WriteOutcome.Landed or WriteOutcome.Read && _row.Landed is null;
    }

    public async Task<bool> Reseal() =>
        await LoadAsync() is null && await _row.UpdateAsync(landed => landed) is WriteOutcome.Landed or WriteOutcome.Read;
}
