using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Events;

namespace SessionCluster.Grains.Containment;

/// <summary>
/// Writes the containment log: the segment first, then the head, whose landing is the landing of the entry; then every silo is told, and the entry is in force (P-C1). Changes are written one after
/// the other; waiting for silos that do not answer, they do not wait for one another. It needs no quarantine (P-F5): nothing is answered from memory, only after a conditional write of its own.
/// </summary>
[GrainType(ContainmentLimits.GrainTypeName), Reentrant]
internal sealed partial class ContainmentGrain : IGrainBase, IContainmentGrain, ILockGrain, IDisposable
{
    private readonly ContainmentGrainServices _services;
    private readonly ContainmentLog _log;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public ContainmentGrain(IGrainContext context, ContainmentGrainServices services)
    {
        GrainContext = context;
        _services = services;
        _log = new(services.Rows);
    }

    public IGrainContext GrainContext { get; }

    public void Dispose() => _turn.Dispose();

    public Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _services.Activations.OtherEntered();
        return Task.CompletedTask;
    }

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _services.Activations.OtherLeft();
        return Task.CompletedTask;
    }

    public async Task<ContainOutcome> Contain(SubjectId subject, SubjectCutOff cutOff)
    {
        WakeLater();
        var outcome = await PutInForceAsync(version => ContainmentEntry.Of(version, subject.Key, cutOff), ContainmentLedger.SubjectRevoked(subject, cutOff));

        // Looked up, not concluded: the acknowledgement hangs on what validations of this silo really see.
        return outcome != ContainOutcome.InForce || (_services.Containment.Current.CutOffOf(subject.Key) >= cutOff.Epoch && IsFenced()) ? outcome : ContainOutcome.Unavailable;
    }

    public async Task<bool> Prune(SubjectKey subject, long cutOffEpoch)
    {
        // Another revocation may have raised the cut-off since it was examined: then the entry stays (P-C4).
        var value = subject.ToString();
        return await RemoveAsync(entry => entry.Dimension == ContainmentDimension.Subject && entry.Value == value && entry.CutOffEpoch == cutOffEpoch, _ => null) is not null;
    }

    private static ImmutableArray<ContainmentEntry> Merge(ImmutableArray<ContainmentEntry> entries, ContainmentEntry added)
    {
        if (entries.FirstOrDefault(added.IsOfTheSame) is not { } before)
        {
            return entries.Add(added);
        }

        var merged = before.MergedWith(added);
        return ReferenceEquals(merged, before) ? entries : entries.Replace(before, merged);
    }

    /// <summary>Adds an entry, or raises one, and waits until every silo decides by it (P-C1).</summary>
    private async Task<ContainOutcome> PutInForceAsync(Func<long, ContainmentEntry> compose, SessionEvent note)
    {
        ContainmentChange change;
        long landedAt;
        await _turn.WaitAsync();
        try
        {
            if (!await _log.LoadAsync())
            {
                return ContainOutcome.Unavailable;
            }

            var added = compose(_log.Version + 1);
            if (_log.IndexFor(added) is not { } index)
            {
                LogFull(_services.Logger, added.Dimension);
                return ContainOutcome.Full;
            }

            if (await _log.WriteAsync(index, entries => Merge(entries, added), note) is not { } version)
            {
                return ContainOutcome.Unavailable;
            }

            landedAt = _services.Push.Now;
            RequestPublish();
            change = new(version, _log.Find(added)!.Value.Entry, Removed: false);
            if (!await _services.Intake.TakeAsync(change))
            {
                return ContainOutcome.Unavailable;
            }
        }
        finally
        {
            _turn.Release();
        }

        await _services.Push.BringInForceAsync(change, landedAt);
        return ContainOutcome.InForce;
    }

    /// <summary>Removes an entry; silos are told, and nobody waits for them (P-C2). Answers whether there was one, or <see langword="null"/> when the outcome is in doubt.</summary>
    private async Task<bool?> RemoveAsync(Func<ContainmentEntry, bool> isMeant, Func<ContainmentEntry, SessionEvent?> note)
    {
        await _turn.WaitAsync();
        try
        {
            if (!await _log.LoadAsync())
            {
                return null;
            }

            if (_log.Find(isMeant) is not { } found)
            {
                // Perhaps an earlier call removed it, and its head did not land.
                var caughtUp = await _log.CatchUpAsync();
                RequestPublish();
                return caughtUp ? false : null;
            }

            // By the same question again: what a write of unknown outcome has left there may be another entry of the same thing.
            if (await _log.WriteAsync(found.Index, entries => entries.RemoveAll(entry => entry.IsOfTheSame(found.Entry) && isMeant(entry)), note(found.Entry)) is not { } version)
            {
                return null;
            }

            RequestPublish();
            var change = new ContainmentChange(version, found.Entry, Removed: true);
            _services.Push.Tell(change);
            return await _services.Intake.TakeAsync(change) ? true : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsFenced() => _services.Fence.TryGetTerm(out _);

    [LoggerMessage(1401, LogLevel.Critical, "The containment log has no room for another entry ({Dimension}): it is refused, and none is dropped. Cut-offs go when their tombstones have landed, locks when they are removed or their time is over.", EventName = "ContainmentFull")]
    private static partial void LogFull(ILogger logger, ContainmentDimension dimension);
}
