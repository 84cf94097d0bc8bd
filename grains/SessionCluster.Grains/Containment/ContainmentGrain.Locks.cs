using Orleans.Runtime;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Events;
using SessionCluster.Core.Time;

namespace SessionCluster.Grains.Containment;

/// <summary>Locks: set, removed, listed, and cleared away when their time is over.</summary>
internal sealed partial class ContainmentGrain
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private IGrainTimer? _removal;

    public async Task<LockOutcome> Lock(EventId id, LockOrder order)
    {
        var now = Now();
        if (id == default || order?.IsWellFormed() != true || order.Until <= now)
        {
            throw new ArgumentException("The lock's id or order is unset, a member of it is outside its range, or its end is past.", nameof(order));
        }

        var entry = new SessionLockEntry(id, order, now);
        var outcome = await PutInForceAsync(version => ContainmentEntry.Of(version, entry), ContainmentLedger.LockSet(entry));
        RemoveLocksLater();
        if (outcome == ContainOutcome.Full)
        {
            return LockOutcome.Full.Instance;
        }

        // As for a cut-off: what validations of this silo see decides, and under the fence.
        var standing = _services.Containment.Current.FindLock(id);
        if (standing is not null && standing.Order != order)
        {
            throw new ArgumentException("Another lock has that id.", nameof(id));
        }

        if (outcome != ContainOutcome.InForce || standing is null || !IsFenced())
        {
            return new LockOutcome.Unavailable(IsFenced() ? UnavailableReason.Storage : UnavailableReason.Fence);
        }

        return new LockOutcome.Locked(id, WholeSeconds.Ceiling(Now()));
    }

    public async Task<UnlockOutcome> Unlock(EventId id, EndInitiator initiator)
    {
        if (!new RevocationOrder(RevocationReason.Admin, null, initiator).IsWellFormed())
        {
            throw new ArgumentException("The initiator is unset, or a member of it is outside its range.", nameof(initiator));
        }

        var removed = await RemoveAsync(entry => entry.Lock?.Id == id, entry => ContainmentLedger.LockRemoved(entry.Lock!, initiator, Now()));
        return removed is not { } known || !IsFenced() ? UnlockOutcome.Unavailable : known ? UnlockOutcome.Unlocked : UnlockOutcome.UnknownLock;
    }

    public async Task<LockList> List(EventId after)
    {
        if (!await LoadAsync())
        {
            return new LockList(null, false);
        }

        // From the silo's own set, which the fence says to be whole: what this grain remembers may be another activation's past.
        var now = Now();
        var from = after == default ? string.Empty : after.ToString();
        var rest = _services.Containment.Current.Locks
            .Where(entry => entry.Order.Until is not { } until || now < until)
            .Select(entry => (Name: entry.Id.ToString(), Entry: entry))
            .Where(named => string.CompareOrdinal(named.Name, from) > 0)
            .OrderBy(named => named.Name, StringComparer.Ordinal)
            .Take(LockList.PageSize + 1)
            .Select(named => named.Entry)
            .ToArray();
        return IsFenced()
            ? new LockList([.. rest.Take(LockList.PageSize)], rest.Length > LockList.PageSize) { Events = _log.Events.Count, EventHead = _log.Events.Head }
            : new LockList(null, false);
    }

    /// <summary>A lock whose time is over refuses nobody; it is removed so that it takes no room, and so that the record says so.</summary>
    private async Task RemoveLocksAsync()
    {
        var over = _log.Entries.Where(entry => IsOver(entry.Lock)).Take(ContainmentLimits.RemovedAtOnce).Select(entry => entry.Lock!).ToArray();
        foreach (var entry in over)
        {
            if (await RemoveAsync(candidate => candidate.Lock?.Id == entry.Id, removed => ContainmentLedger.LockRemoved(removed.Lock!, EndInitiator.Policy, entry.Order.Until!.Value)) is null)
            {
                break;
            }
        }

        RemoveLocksLater();
    }

    private bool IsOver(SessionLockEntry? entry) => entry?.Order.Until is { } until && WaitFor(until) <= TimeSpan.Zero;

    // A difference first: a lock may end at the last instant there is, and nothing can be added to that.
    private TimeSpan WaitFor(DateTimeOffset until) => until - Now() + ContainmentLimits.RemovalMargin;

    private void RemoveLocksLater()
    {
        _removal?.Dispose();
        _removal = null;
        if (_log.Entries.Min(entry => entry.Lock?.Order.Until) is not { } next)
        {
            return;
        }

        var wait = WaitFor(next);
        _removal = this.RegisterGrainTimer(
            static (self, _) => self.RemoveLocksAsync(),
            this,
            new GrainTimerCreationOptions { DueTime = wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
    }

    private DateTimeOffset Now() => _services.Clock.GetUtcNow();
}
