using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Possession;

namespace SessionCluster.Grains.Sessions;

/// <summary>What a refusal leaves behind: a nonce, and the marks of evidence. Part of the one step of a decision (P-F3): in force at once, stored by a turn of its own, and asked for again while it has not landed.</summary>
internal sealed partial class SessionGrain
{
    // Shorter than a client waits: a refusal that ends the session is an answer also when the store is slow, and the end is in force here either way.
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    /// <summary>A refusal, with the nonce that it asks for. The nonce is drawn in the step of the decision: once it was sent, no proof is accepted without one (RFC 9449 section 11.3).</summary>
    private SessionVerdict Refuse(SessionState state, in SessionDecision decision, DateTimeOffset now)
    {
        _services.Instruments.Possession.Refused(decision.Refusal);
        _services.Refusals.Note(state.Facts, decision.Refusal);
        Mark(state, decision, now);
        if (!decision.IsChallenge || Proofs().Renew(default, Nonces.Draw, now) is not { } nonce)
        {
            return SessionVerdict.Refuse(decision.Refusal);
        }

        _services.Instruments.Possession.Challenged(decision.Refusal);
        return SessionVerdict.Challenge(decision.Refusal, nonce);
    }

    private void Mark(SessionState state, in SessionDecision decision, DateTimeOffset now)
    {
        if (decision.Refusal == SessionRefusal.Superseded)
        {
            _services.Instruments.Rotation.Reused(decision.Ends is not null);
        }

        if (decision.Ends is { } order)
        {
            MarkEnded(order, SessionGrainServices.NewEventId());
        }

        Expire(state, decision.Refusal);
        Lock(state, decision.Locks, now);
        Taint(state, decision.Taints, now);
        if (state.Tombstone is null && (_ended is not null || OwesLock(state) || (state.TaintedAt is null && TaintOf(state) is not null)))
        {
            RequestPersist();
        }
    }

    /// <summary>Mark: its absolute deadline has come, and the row is to say so, so that this end has its event as any other (L12). The deadline itself refuses, whatever becomes of that write.</summary>
    private void Expire(SessionState state, SessionRefusal refusal)
    {
        if (refusal == SessionRefusal.Expired && state.Tombstone is null && _ended is null && state.Facts is { } facts)
        {
            _ended = SessionRules.Expire(facts, SessionGrainServices.NewEventId());
            _persistNotBefore = default;
        }
    }

    /// <summary>Mark: the session is locked, on evidence or because it is idle. Evidence is more than that nobody came for a while.</summary>
    private void Lock(SessionState state, SessionRefusal evidence, DateTimeOffset now)
    {
        var known = SessionLock.Stricter(state.Lock, _memory?.Lock);
        if (evidence != SessionRefusal.None && (known is null || (known.Evidence == SessionRefusal.Idle && evidence != SessionRefusal.Idle)))
        {
            (_memory ??= new()).Lock = new() { Evidence = evidence, LockedAt = evidence == SessionRefusal.Idle ? SessionDeadlines.IdleDeadline(state.Facts!, _lastUsedAt) : now };
            _services.Instruments.Possession.Locked(evidence);
            _persistNotBefore = default;
        }
    }

    private bool OwesLock(SessionState landed) => SessionLock.Stricter(landed.Lock, _memory?.Lock) != landed.Lock;

    /// <summary>Mark: a copy of the current secret is about.</summary>
    private void Taint(SessionState state, bool taints, DateTimeOffset now)
    {
        if (taints && state.Tombstone is null && _ended is null && (state.TaintedAt ?? TaintOf(state)) is null)
        {
            (_memory ??= new()).Taint = new(RotationRules.GenerationOf(state), now);
            _services.Instruments.Rotation.Tainted();
            _persistNotBefore = default;
        }
    }

    /// <summary>Since when a copy of this row's current secret is known to be about, as far as this activation alone knows: a rotation and a step-up leave the taint behind.</summary>
    private DateTimeOffset? TaintOf(SessionState state) => _memory?.Taint is { } taint && taint.Generation == RotationRules.GenerationOf(state) ? taint.At : null;

    /// <summary>Waits until the end that this refusal has decided is stored, by a turn of its own (P-W4) and for a second at most: a refusal acknowledges no end.</summary>
    private async ValueTask<SessionVerdict> EndedAsync(SessionVerdict refusal)
    {
        if (_ended is { Order: { } order } ended && _row.Landed is { Tombstone: null })
        {
            using var answered = new CancellationTokenSource();
            var ending = this.AsReference<ISessionLifecycleGrain>().End(order, ended.EventId);
            await Task.WhenAny(ending, _services.Cluster.DelayAsync(EndPatience, answered.Token));
            await answered.CancelAsync();
            _ = ending.ContinueWith(static call => call.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        return refusal;
    }
}
