using Orleans.Placement;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Sessions;

/// <summary>
/// One session: a thin shell that loads, decides by <see cref="SessionRules"/>, persists and answers. This part holds its life: insert, end, persist, leave. It never calls a subject grain (P-S1).
/// </summary>
[GrainType("session"), HashBasedPlacement]
internal sealed partial class SessionGrain : IGrainBase, ISessionGrain, ISessionLifecycleGrain
{
    private readonly SessionGrainServices _services;
    private readonly GrainRow<SessionState> _row;
    private readonly SessionId _id;

    // What this activation alone knows. The end stands outside the row, is sticky, survives re-reads and is composed into every write (P-W3).
    private SessionTombstone? _ended;
    private DateTimeOffset _lastUsedAt;
    private DateTimeOffset _latestNow;
    private int _usesAvailable;
    private DateTimeOffset _persistNotBefore;
    // Its last write is under way or done: no proof is accepted that this write does not tell of (P-W6).
    private bool _leaving;

    // It has seen every proof that was ever accepted: it inserted the row itself (P-R3).
    private bool _isWarm;

    // Nobody else can answer for what the row says: it was inserted by this activation, or read after its quarantine was over (P-F5).
    private bool _settled;
    private bool _counted;
    private Task<bool>? _settling;

    public SessionGrain(IGrainContext context, SessionGrainServices services)
    {
        GrainContext = context;
        _services = services;
        _row = new(services.Rows, context.GrainId);
        _ = SessionId.TryParse(context.GrainId.Key.ToString(), out _id);
    }

    public IGrainContext GrainContext { get; }

    /// <summary>True while the row was not read and nobody reads it: answering would begin a read.</summary>
    internal bool IsCold => !_row.IsLoaded && !_row.IsLoading;

    public async Task<LifecycleOutcome> Insert(SessionState state)
    {
        var granted = 0;
        var outcome = await WriteAsync(
            landed =>
            {
                granted = state.Budget?.Reserved ?? 0;
                return landed is not null ? null : state with { Tombstone = _ended };
            },
            WriteMode.Insert);
        if (outcome is not (WriteOutcome.Landed or WriteOutcome.Read))
        {
            return LifecycleOutcome.Unavailable;
        }

        // A row that this very write inserted has no other activation. One that was there already may have: its answer waits (P-F5).
        if (outcome == WriteOutcome.Landed)
        {
            _settled = true;
            _isWarm = true;
        }
        else if (await LoadAsync(patient: true) is not null)
        {
            return LifecycleOutcome.Unavailable;
        }

        if (_row.Landed?.Tombstone is not null || _row.Landed?.SecretHash != state.SecretHash)
        {
            return LifecycleOutcome.Ended;
        }

        Begin(_row.Landed);

        // P-B3: only the activation whose own insert landed for certain may spend the first block.
        _usesAvailable = outcome == WriteOutcome.Landed ? granted : 0;
        return _services.Fence.TryGetTerm(out _) ? LifecycleOutcome.Inserted : LifecycleOutcome.Unavailable;
    }

    public async Task<LifecycleOutcome> End(RevocationOrder order, EventId eventId)
    {
        return await LoadAsync(patient: true) is null && await TerminateAsync(order, eventId) is null ? LifecycleOutcome.Ended : LifecycleOutcome.Unavailable;
    }

    public async Task<SessionLiveness> GetLiveness()
    {
        if (await LoadAsync(patient: true) is not null || !_services.Fence.TryGetTerm(out _))
        {
            return new(LivenessKind.Unavailable, default);
        }

        if (_row.Landed is not { } state)
        {
            return new(LivenessKind.Endable, default);
        }

        // A lock of the log ends nothing: a session is not given up because it is locked now (P-C3).
        return Status(state, _services.Containment.Current.WithoutLocks()) switch
        {
            SessionStatus.Active => new(LivenessKind.Live, _lastUsedAt),
            SessionStatus.Locked => new(LivenessKind.Endable, _lastUsedAt),
            SessionStatus.Expired when state.Tombstone is null => new(LivenessKind.Expired, _lastUsedAt),

            // Decided, and perhaps not landed yet.
            SessionStatus.Revoked when state.Tombstone is null => new(LivenessKind.Endable, _lastUsedAt),
            _ => new(LivenessKind.Ended, _lastUsedAt),
        };
    }

    public async Task Persist()
    {
        var outcome = _row.IsLoaded ? await WriteAsync(landed => landed is not null && Owes(landed) ? Compose(landed) : null) : WriteOutcome.Read;

        // A store that fails is not asked again by every validation that follows.
        _persistNotBefore = outcome is WriteOutcome.Landed or WriteOutcome.Read ? default : Now() + PersistRetryDelay;
    }

    /// <summary>The one way to end. Answers <see langword="null"/> when the tombstone has landed or was read, fenced; else why it is in doubt.</summary>
    private async Task<UnavailableReason?> TerminateAsync(RevocationOrder order, EventId eventId)
    {
        if (_row.Landed?.Tombstone is null)
        {
            MarkEnded(order, eventId);
        }

        var outcome = await WriteAsync(landed => landed?.Tombstone is not null ? null : Compose(landed ?? new SessionState { Id = _id }));
        if (outcome is WriteOutcome.NotFenced)
        {
            return UnavailableReason.Fence;
        }

        // P-W3: acknowledged only by a tombstone that landed or was read, and only by a silo that may answer (P-F2).
        if (outcome is WriteOutcome.Unknown || _row.Landed?.Tombstone is null)
        {
            return _row.Problem;
        }

        await KeepEndAsync();
        return _services.Fence.TryGetTerm(out _) ? null : UnavailableReason.Fence;
    }

    /// <summary>Mark: it has ended, from here on and whatever becomes of the write (P-W1). Repeating keeps the first decision.</summary>
    private void MarkEnded(RevocationOrder order, EventId eventId) => _ended ??= SessionRules.Terminate(_row.Landed, order, eventId, Now());

    /// <summary>True when the row does not say what this activation knows of use and evidence.</summary>
    private bool Owes(SessionState landed) =>
        landed.LastUsedAt < _lastUsedAt
        || OwesLock(landed)
        || (landed.TaintedAt is null && TaintOf(landed) is not null)
        || (landed.Tombstone is null && _ended is not null);

    /// <summary>Every write carries what this activation knows: the exact last use, the lock, the taint, and the end.</summary>
    private SessionState Compose(SessionState landed) => landed with
    {
        LastUsedAt = landed.LastUsedAt > _lastUsedAt ? landed.LastUsedAt : _lastUsedAt,
        Lock = SessionLock.Stricter(landed.Lock, _memory?.Lock),
        TaintedAt = landed.TaintedAt ?? TaintOf(landed),
        Tombstone = landed.Tombstone ?? _ended,
    };

    /// <summary>
    /// Loads the row unless it is known. Answers <see langword="null"/> when it is, or else why it is not. A stored row that somebody else may still be answering for is not known: it is read again
    /// once that is over (P-F5), for what that one acknowledges meanwhile lands there. A tombstone is final, whoever reads it, and where no row is there is nothing to accept.
    /// </summary>
    /// <param name="patient">Whether the caller waits for that, up to 20 s.</param>
    private ValueTask<UnavailableReason?> LoadAsync(bool patient = false) => _settled ? new((UnavailableReason?)null) : LoadSlowlyAsync(patient);

    private async ValueTask<UnavailableReason?> LoadSlowlyAsync(bool patient)
    {
        if (!_services.Cluster.Quarantine.IsOver(GrainContext.Address))
        {
            if (!await _row.LoadAsync())
            {
                return _row.Problem;
            }

            if (_settled || _row.Landed is not { Tombstone: null })
            {
                CountLoad();
                return null;
            }

            if (!patient || !await _services.Cluster.Quarantine.WaitAsync(GrainContext.Address))
            {
                _services.Instruments.Quarantined();
                return UnavailableReason.Quarantine;
            }
        }

        var settling = _settling ?? SettleAsync();
        _settling = settling.IsCompleted ? null : settling;
        return await settling ? null : _row.Problem;
    }

    /// <summary>Begun when the quarantine is over, and shared by those who come while it is under way.</summary>
    private async Task<bool> SettleAsync()
    {
        try
        {
            // One that was read before, or whose reading began before, is read again.
            if (!await _row.ReloadAsync())
            {
                return false;
            }

            // A cold activation counts the landed block as spent (P-B3): no use is available until a new block is reserved.
            if (_row.Landed is { } state)
            {
                Begin(state);
                if (state.Possession is not null)
                {
                    (_memory ??= new()).ColdSince = Now();
                }
            }

            Unpack();
            CountLoad();
            _settled = true;
            return true;
        }
        finally
        {
            _settling = null;
        }
    }

    /// <summary>Goes on from what is stored. This activation's clock starts no earlier than the last use, so that a clock that was set back opens nothing that was closed by then (P-R2).</summary>
    private void Begin(SessionState state)
    {
        _lastUsedAt = state.LastUsedAt > _lastUsedAt ? state.LastUsedAt : _lastUsedAt;
        _latestNow = _lastUsedAt > _latestNow ? _lastUsedAt : _latestNow;
    }

    private void CountLoad()
    {
        if (!_counted)
        {
            _counted = true;
            _services.Instruments.SessionLoaded(_row.Landed is not null);
            RequestPublish();
        }
    }

    /// <summary>The clock, which never goes back within an activation: a step back revives nothing.</summary>
    private DateTimeOffset Now()
    {
        var now = _services.Clock.GetUtcNow();
        return _latestNow = now > _latestNow ? now : _latestNow;
    }

    private SessionStatus Status(SessionState state, ContainmentSnapshot? containment = null) =>
        SessionRules.StatusOf(state, Usage(), containment ?? _services.Containment.Current, _services.EdgeRing.Current.IdMask, Now());

    private SessionUsage Usage() => new(_lastUsedAt, _leaving ? 0 : _usesAvailable, _ended)
    {
        Lock = _memory?.Lock,
        Proofs = _memory?.Proofs,
        TaintedAt = _memory?.Taint is null || _row.Landed is not { } landed ? null : TaintOf(landed),
    };
}
