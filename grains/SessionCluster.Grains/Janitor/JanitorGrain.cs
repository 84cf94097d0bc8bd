using Orleans.Placement;
using SessionCluster.Core.Janitor;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Grains.Janitor;

/// <summary>
/// Cleans up: a sweep through the 256 shards of sessions, spread over an interval, deletes by key range what is past (L16). What a sweep costs goes by what it deletes: each shard is asked for rows whose id is past, which
/// reads no other. It needs no quarantine (P-F5): nothing is answered from memory, a row is deleted only as it was read, and what it does twice finds nothing.
/// </summary>
[GrainType("janitor"), HashBasedPlacement]
internal sealed partial class JanitorGrain(IGrainContext context, JanitorServices services, SiloActivations activations) : IGrainBase, IJanitorGrain
{
    /// <summary>The key of the one janitor and of its row.</summary>
    public const string Key = "janitor";

    /// <summary>Shards after which it notes where it is, and looks after subjects and events: 16.</summary>
    private const int NoteEvery = 16;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan NoWork = TimeSpan.FromSeconds(30);

    private readonly GrainRow<JanitorState> _row = new(services.Rows, context.GrainId);
    private JanitorState? _state;
    private string? _problem;
    private IGrainTimer? _timer;

    public IGrainContext GrainContext => context;

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

    public Task Wake()
    {
        if (_timer is null)
        {
            Later(TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    public async Task<TimeSpan> Work()
    {
        try
        {
            return await WorkAsync();
        }
        catch (Exception exception)
        {
            // Whatever it was, it is tried again; nothing was lost, for nothing goes before it was handed on.
            Fail(exception);
            return RetryDelay;
        }
    }

    public async Task<JanitorReport> GetReport()
    {
        if (_state is null && !await _row.LoadAsync())
        {
            throw new InvalidOperationException("The janitor's row can't be read.");
        }

        var state = _state ?? _row.Landed;
        return new()
        {
            Interval = services.Options.Interval,
            Sweep = state?.Sweep,
            Former = state?.Former,
            Seals = state?.Seals,
            FormerSeals = state?.FormerSeals,
            Problem = _problem,
            Silo = services.Silo,
        };
    }

    private async Task<TimeSpan> WorkAsync()
    {
        if (services.Ranges is null)
        {
            return NoWork;
        }

        if (!services.Fence.TryGetTerm(out _) || (_state is null && !await _row.LoadFreshAsync()))
        {
            return RetryDelay;
        }

        _state ??= _row.Landed ?? new();
        var sealing = await SealAsync();
        var sweeping = await SweepAsync();
        return sealing < sweeping ? sealing : sweeping;
    }

    /// <summary>Does the next shard, when its time has come.</summary>
    private async Task<TimeSpan> SweepAsync()
    {
        var (now, interval) = (services.Now(), services.Options.Interval);
        if (_state!.Sweep is not { EndedAt: null } sweep)
        {
            // One that seems to lie ahead was begun by a clock that was wrong.
            var due = _state.Sweep is { } ended && ended.StartedAt <= now ? ended.StartedAt + interval - now : TimeSpan.Zero;
            if (due > TimeSpan.Zero)
            {
                return due;
            }

            sweep = new() { Number = (_state.Sweep?.Number ?? 0) + 1, StartedAt = now };
            await NoteAsync(_state with { Sweep = sweep, Former = _state.Sweep });
        }

        var pace = interval / Housekeeping.Shards;
        var wait = sweep.StartedAt + (pace * sweep.NextShard) - now;
        if (wait > TimeSpan.Zero && wait <= interval)
        {
            return wait;
        }

        if (await TryCleanAsync(sweep.NextShard))
        {
            await AdvanceAsync();
        }

        // Behind, after a crash: it catches up in a while, not at once.
        return pace / 4;
    }

    /// <summary>A shard whose rows can't be handed on or deleted now is left to the next sweep: it must not hold up the others.</summary>
    private async Task<bool> TryCleanAsync(int shard)
    {
        try
        {
            return await CleanAsync(shard);
        }
        catch (Exception exception)
        {
            Fail(exception);
            return true;
        }
    }

    private async Task AdvanceAsync()
    {
        Tally(sweep => sweep with { NextShard = sweep.NextShard + 1 });
        var shard = _state!.Sweep!.NextShard;
        if (shard % NoteEvery != 0)
        {
            return;
        }

        await TryAsync(WalkSubjectsAsync);
        await TryAsync(DropEventsAsync);
        if (shard == Housekeeping.Shards)
        {
            Tally(sweep => sweep with { EndedAt = services.Now() });
            LogSwept(services.Logger, _state.Sweep!.Number, _state.Sweep.Rows, _state.Sweep.Subjects, _state.Sweep.Failures);
        }

        await NoteAsync(_state);
    }

    private async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Tally(Func<SweepReport, SweepReport> change) => _state = _state! with { Sweep = change(_state.Sweep!) };

    /// <summary>Notes where it is. When that fails it goes on: after a crash then, somewhat earlier.</summary>
    private async Task NoteAsync(JanitorState state)
    {
        _state = state;
        await _row.UpdateAsync(_ => _state);
    }

    private void Fail(Exception exception)
    {
        _problem = exception.Message;
        LogFailed(services.Logger, exception);
        if (_state?.Sweep is { EndedAt: null })
        {
            Tally(sweep => sweep with { Failures = sweep.Failures + 1 });
        }
    }

    private void Later(TimeSpan delay)
    {
        _timer?.Dispose();
        _timer = this.RegisterGrainTimer(
            static async (self, _) => self.Later(await self.Work()),
            this,
            new GrainTimerCreationOptions { DueTime = delay, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
    }
}
