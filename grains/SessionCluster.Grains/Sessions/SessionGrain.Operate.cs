using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Sessions;

/// <summary>What operators ask: revoke and info.</summary>
internal sealed partial class SessionGrain
{
    public async Task<RevokeOutcome> Revoke(RevokeCall call)
    {
        if (!call.IsWellFormed())
        {
            throw new ArgumentException("The revocation order is unset, or a member of it is outside its range.", nameof(call));
        }

        if (await LoadAsync(patient: true) is { } problem)
        {
            return Revoked(new RevokeOutcome.Unavailable(problem));
        }

        if (_row.Landed is not { } state || !MayRevoke(state, call, Now()))
        {
            if (_row.Landed is null)
            {
                this.DeactivateOnIdle();
            }

            return Revoked(_services.Fence.TryGetTerm(out _) ? RevokeOutcome.UnknownSession.Instance : new RevokeOutcome.Unavailable(UnavailableReason.Fence));
        }

        var unavailable = await TerminateAsync(call.Order, SessionGrainServices.NewEventId());
        return Revoked(unavailable is { } reason ? new RevokeOutcome.Unavailable(reason) : new RevokeOutcome.Revoked(_row.Landed!.Tombstone!.ToReceipt(_id)));
    }

    public async Task<InfoOutcome> GetInfo(InfoCall call)
    {
        if (await LoadAsync(patient: true) is { } problem)
        {
            return new InfoOutcome.Unavailable(problem);
        }

        if (!_services.Fence.TryGetTerm(out _))
        {
            return new InfoOutcome.Unavailable(UnavailableReason.Fence);
        }

        if (_row.Landed is not { } state)
        {
            this.DeactivateOnIdle();
            return InfoOutcome.UnknownSession.Instance;
        }

        // A tombstone that was inserted where no row was has no facts to tell.
        return state.Facts is { } facts ? new InfoOutcome.Found(Describe(state, facts)) : InfoOutcome.UnknownSession.Instance;
    }

    /// <summary>By token: any secret that the session ever had names it, also one that is long superseded. Ending needs less than using.</summary>
    private static bool MayRevoke(SessionState state, RevokeCall call, DateTimeOffset now) =>
        state.Facts is not null
        && (call.SecretDigest.IsUnset || RotationRules.StandingOf(state, call.SecretDigest, now) != SecretStanding.Foreign)
        && (call.OnlyIfEstablishedBy.IsUnset || state.EstablishedBy == call.OnlyIfEstablishedBy)
        && (call.OnlyIfOfClient.IsUnset || state.EstablishedBy == call.OnlyIfOfClient || state.Facts.ClientId == call.OnlyIfOfClient)
        && (call.OnlyIfOfSubject.IsUnset || state.Facts.Subject == call.OnlyIfOfSubject);

    private SessionInfo Describe(SessionState state, SessionFacts facts) => new()
    {
        Facts = facts,
        Status = Status(state),
        EstablishedBy = state.EstablishedBy,
        LastUsedAt = _lastUsedAt,
        IdleDeadline = SessionDeadlines.IdleDeadline(facts, _lastUsedAt),
        MaxUses = state.Budget?.Limit,
        UsesLeft = state.Budget is { } budget ? budget.Limit - budget.Reserved + _usesAvailable : null,
        Receipt = state.Tombstone is { Status: SessionStatus.Revoked } tombstone ? tombstone.ToReceipt(_id) : null,
        Order = state.Tombstone?.Order,
        Device = state.Device,
        Generation = RotationRules.GenerationOf(state),
        LockedOn = (state.Lock ?? _memory?.Lock)?.Evidence ?? SessionRefusal.None,
        TaintedAt = state.TaintedAt ?? TaintOf(state),
        Events = state.Events.Count,
        EventHead = state.Events.Head,
    };

    private RevokeOutcome Revoked(RevokeOutcome outcome)
    {
        _services.Instruments.Revoked(outcome);
        return outcome;
    }
}
