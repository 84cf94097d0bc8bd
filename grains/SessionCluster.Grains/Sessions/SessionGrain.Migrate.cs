using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Sessions;

/// <summary>Leaving: the last write (P-W6), and the move to another silo when this one stops (P-R4).</summary>
internal sealed partial class SessionGrain : IGrainMigrationParticipant
{
    // Longer than luggage may be old, and the 2 s by which clocks differ: what a short-lived successor accepted is in the row, or the luggage that does not know of it is too old (P-W6).
    private static readonly TimeSpan LastWritePatience = SessionLuggage.MaxAge + TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LastWriteInterval = TimeSpan.FromMilliseconds(500);

    private SessionLuggage? _luggage;

    public async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _services.Activations.SessionEntered();
        if (_luggage is not null)
        {
            // At once, while it is young. What can't be read now is read by the first call.
            await LoadAsync();
        }
    }

    public async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await WriteWhatIsOwedAsync(reason, cancellationToken);
            await HandOnBeforeLeavingAsync();

            // A session in memory is worth a move: it goes on without a pause. One that has ended is read where it is asked for.
            if (reason.ReasonCode == DeactivationReasonCode.ShuttingDown && _settled && _row.Landed is { Tombstone: null } && _services.Cluster.HasAnotherActiveSilo)
            {
                this.MigrateOnIdle();
            }
        }
        finally
        {
            _memory?.Proofs?.Release();
            _services.Activations.SessionLeft();
        }
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue(SessionLuggage.Key, new SessionLuggage
    {
        ETag = _row.ETag,
        PackedAt = _services.Cluster.Now,
        MembershipVersion = _services.Cluster.Version,
        LastUsedAt = _lastUsedAt,
        Ended = _ended,
        Proofs = _settled && _row.Landed is { Possession: not null, Tombstone: null } ? Proofs().Pack() : null,
        Lock = _memory?.Lock,
        Taint = _memory?.Taint,
        Callers = _memory?.Callers?.Pack() ?? [],
        HandedOn = _handedOn,
    });

    public void OnRehydrate(IRehydrationContext rehydrationContext) => rehydrationContext.TryGetValue(SessionLuggage.Key, out _luggage);

    /// <summary>
    /// Takes over what came along, once the row has been read and nobody else can answer any more (P-R4, P-F5). The end, the lock and the taint count in any case: they were decided, and only make us refuse.
    /// </summary>
    private void Unpack()
    {
        if (_luggage is not { } luggage)
        {
            return;
        }

        _luggage = null;
        _ended ??= luggage.Ended;
        _handedOn = _kept = Math.Max(_handedOn, luggage.HandedOn);
        if (luggage.Lock is not null)
        {
            (_memory ??= new()).Lock ??= luggage.Lock;
        }

        if (luggage.Taint is not null)
        {
            (_memory ??= new()).Taint ??= luggage.Taint;
        }

        if (luggage.Callers is { IsDefaultOrEmpty: false } callers)
        {
            ((_memory ??= new()).Callers ??= new()).Unpack(callers);
        }

        var inherits = luggage.ETag is not null && luggage.ETag == _row.ETag && luggage.IsFresh(_services.Cluster.Now) && !_services.Cluster.AnyUncleanDeathSince(luggage.MembershipVersion);
        if (inherits && luggage.LastUsedAt > _lastUsedAt)
        {
            _lastUsedAt = luggage.LastUsedAt;
        }

        // Not whole, or no room for it here: then this activation is as cold as any other.
        if (inherits && luggage.Proofs is { } proofs && _memory is { Proofs: null } memory)
        {
            memory.Proofs = _services.ProofMemories.Unpack(proofs);
        }

        _services.Instruments.SessionMoved(inherits);
    }

    /// <summary>True when a proof was accepted and nothing has landed since: the row must change, or luggage that was packed before would still match it (P-R4).</summary>
    private bool HasAccepted() => _memory?.AcceptedUnder is { } version && version == _row.ETag;

    /// <summary>
    /// P-W6: an activation that knows more than its row writes once more before it leaves; P-B3: that write gives the rest of the block back and closes spending.
    /// </summary>
    private async Task WriteWhatIsOwedAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _leaving = true;
        var unspent = _usesAvailable;
        _usesAvailable = 0;

        // Nothing is left to say once the end has landed: neither uses nor the last one count any more.
        if (_row.Landed is not { Tombstone: null } known || (unspent == 0 && !Owes(known) && !HasAccepted() && _ended is null))
        {
            return;
        }

        // Given back by the first try only: when its outcome is unknown the rest is burnt, because a second try could give it back twice (G5).
        var rest = unspent;
        var started = _services.Cluster.Timestamp;
        while (await TryAsync() == WriteOutcome.Unknown)
        {
            if (cancellationToken.IsCancellationRequested || _services.Cluster.ElapsedSince(started) >= LastWritePatience)
            {
                LogLeftUnsaved(_services.Logger, _id, reason.ReasonCode);
                return;
            }

            await _services.Cluster.DelayAsync(LastWriteInterval, cancellationToken);
        }

        Task<WriteOutcome> TryAsync() => WriteAsync(
            landed =>
            {
                // Written by somebody else meanwhile, there may be nothing left to say.
                var next = landed is null ? null : Compose(landed) with { Budget = landed.Budget?.GiveBack(rest) };
                rest = 0;
                return next;
            },
            WriteMode.Last);
    }
}
