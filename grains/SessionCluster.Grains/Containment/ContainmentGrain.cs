using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Containment;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Grains.Containment;

/// <summary>
/// Writes the containment log: the segment first, then the head, whose landing is the landing of the entry; then every silo is told, and the entry is in force (P-C1). Changes are written one after
/// the other; waiting for silos that do not answer, they do not wait for one another. It needs no quarantine (P-F5): nothing is answered from memory, only after a conditional write of its own.
/// </summary>
[GrainType(ContainmentLimits.GrainTypeName), Reentrant]
internal sealed partial class ContainmentGrain(
    IGrainContext context,
    RowStore rows,
    ContainmentIntake intake,
    ContainmentPush push,
    SiloContainment containment,
    ISiloFence fence,
    SiloActivations activations,
    IGrainFactory grains,
    ILogger<ContainmentGrain> logger) : IGrainBase, IContainmentGrain, IDisposable
{
    private readonly ContainmentLog _log = new(rows);
    private readonly SemaphoreSlim _turn = new(1, 1);

    public IGrainContext GrainContext => context;

    public void Dispose() => _turn.Dispose();

    public Task OnActivateAsync(CancellationToken cancellationToken)
    {
        activations.OtherEntered();
        return Task.CompletedTask;
    }

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        activations.OtherLeft();
        return Task.CompletedTask;
    }

    public async Task<ContainOutcome> Contain(SubjectKey subject, long cutOffEpoch)
    {
        ContainmentDelta delta;
        long landedAt;
        await _turn.WaitAsync();
        try
        {
            if (!await _log.LoadAsync())
            {
                return ContainOutcome.Unavailable;
            }

            if (_log.IndexFor(subject) is not { } index)
            {
                LogFull();
                return ContainOutcome.Full;
            }

            var added = new ContainmentEntry(_log.Version + 1, ContainmentDimension.Subject, subject.ToString(), cutOffEpoch);
            WakeLater();
            if (await _log.WriteAsync(index, entries => Merge(entries, added)) is not { } version)
            {
                return ContainOutcome.Unavailable;
            }

            landedAt = push.Now;
            delta = new(version, subject, cutOffEpoch);
            if (!await intake.TakeAsync(delta))
            {
                return ContainOutcome.Unavailable;
            }
        }
        finally
        {
            _turn.Release();
        }

        await push.BringInForceAsync(delta, landedAt);

        // Looked up, not concluded: the acknowledgement hangs on what validations of this silo really see.
        var inForce = containment.Current.CutOffOf(subject) >= cutOffEpoch && fence.TryGetTerm(out _);
        return inForce ? ContainOutcome.InForce : ContainOutcome.Unavailable;
    }

    public async Task<bool> Prune(SubjectKey subject, long cutOffEpoch)
    {
        await _turn.WaitAsync();
        try
        {
            if (!await _log.LoadAsync())
            {
                return false;
            }

            // Another revocation may have raised the cut-off since it was examined: then the entry stays (P-C4).
            if (_log.Find(subject) is not { } found || found.Entry.CutOffEpoch != cutOffEpoch)
            {
                return true;
            }

            if (await _log.WriteAsync(found.Index, entries => entries.RemoveAll(candidate => candidate.Value == found.Entry.Value && candidate.CutOffEpoch == cutOffEpoch)) is not { } version)
            {
                return false;
            }

            var delta = new ContainmentDelta(version, subject, CutOffEpoch: 0);
            push.Tell(delta);
            return await intake.TakeAsync(delta);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static ImmutableArray<ContainmentEntry> Merge(ImmutableArray<ContainmentEntry> entries, ContainmentEntry added)
    {
        var before = entries.FirstOrDefault(entry => entry.Value == added.Value);
        return before is null
            ? entries.Add(added)
            : entries.Replace(before, added with { CutOffEpoch = Math.Max(before.CutOffEpoch, added.CutOffEpoch) });
    }

    [LoggerMessage(1401, LogLevel.Critical, "The containment log is full: a revocation of a subject is answered 'unavailable'. Its entries go when their tombstones have landed.", EventName = "ContainmentFull")]
    private partial void LogFull();
}
