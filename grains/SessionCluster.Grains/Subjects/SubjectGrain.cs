using Orleans.Placement;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Subjects;

/// <summary>
/// One subject: admits sessions, lists them, ends all of them. Calls on one subject queue, so admission and cut-off never cross within an activation.
/// </summary>
[GrainType("subject"), HashBasedPlacement]
internal sealed partial class SubjectGrain : IGrainBase, ISubjectGrain, ISubjectLifecycleGrain
{
    private readonly SubjectGrainServices _services;
    private readonly GrainRow<SubjectState> _row;
    private readonly SubjectKey _key;

    // As a session's: inserted by this activation, or read after its quarantine was over (P-F5).
    private bool _settled;

    public SubjectGrain(IGrainContext context, SubjectGrainServices services)
    {
        GrainContext = context;
        _services = services;
        _row = new(services.Rows, context.GrainId);
        _ = SubjectKey.TryParse(context.GrainId.Key.ToString(), out _key);
    }

    public IGrainContext GrainContext { get; }

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

    public async Task<ListOutcome> List(ListCall call)
    {
        if (await LoadAsync() is { } problem)
        {
            return new ListOutcome.Unavailable(problem);
        }

        // P-S3: until then sessions that are not listed any more could still be accepted (L15).
        if (await FinishContainmentAsync() is { } unfinished)
        {
            return new ListOutcome.Unavailable(unfinished);
        }

        var listed = _row.Landed is { } state ? SubjectIndex.PossiblyLive(state, Now()) : [];
        var rest = listed.Where(session => session.Id > call.After).Take(ListCall.PageSize + 1).Select(session => session.Id).ToArray();
        return _services.Fence.TryGetTerm(out _)
            ? new ListOutcome.Page([.. rest.Take(ListCall.PageSize)], rest.Length > ListCall.PageSize)
            : new ListOutcome.Unavailable(UnavailableReason.Fence);
    }

    /// <summary>
    /// Reads the row unless what is known is fresh, and waits before that while somebody else may still be answering for it (P-F5). Answers <see langword="null"/> when it is known, or else why not.
    /// </summary>
    /// <param name="inserts">Whether the caller goes on by a conditional insert where no row is: that itself finds out whether anybody else was there.</param>
    private async ValueTask<UnavailableReason?> LoadAsync(bool inserts = false)
    {
        if (!_settled)
        {
            if (!_services.Cluster.Quarantine.IsOver(GrainContext.Address))
            {
                if (!await _row.LoadFreshAsync())
                {
                    return _row.Problem;
                }

                if (inserts && _row.Landed is null)
                {
                    return null;
                }

                if (!await _services.Cluster.Quarantine.WaitAsync(GrainContext.Address))
                {
                    _services.Instruments.Quarantined();
                    return UnavailableReason.Quarantine;
                }

                _row.Forget();
            }
            else if (_row.IsLoaded)
            {
                _row.Forget();
            }
        }

        // Calls queue, so that no reading is under way that began earlier.
        if (!await _row.LoadFreshAsync())
        {
            return _row.Problem;
        }

        _settled = true;
        return null;
    }

    private DateTimeOffset Now() => _services.Clock.GetUtcNow();
}
