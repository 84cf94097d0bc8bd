using System.Collections.Concurrent;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>Rotation, step-up and locks of the model.</summary>
internal sealed partial class ModelClient
{
    private readonly ConcurrentDictionary<EventId, string> _locked = new();

    public Task<RotateResult> RotateAsync(RotateDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        if (IsSilent())
        {
            return Task.FromResult<RotateResult>(new RotateResult.Unavailable(UnavailableReason.Storage));
        }

        var session = _byToken[descriptor.Token];
        lock (session.Pending)
        {
            if (Decide(session, countsUse: false) is { IsAccepted: false } refusal)
            {
                return Task.FromResult<RotateResult>(new RotateResult.Refused(refusal));
            }

            var key = lapse == Lapse.RotatesTwice ? Guid.NewGuid().ToString() : lapse == Lapse.IgnoresRotationIds ? string.Empty : descriptor.RotationId.ToString();
            if (!session.Pending.TryGetValue(key, out var successor))
            {
                session.Pending[key] = successor = NewToken(session);
            }

            return Task.FromResult<RotateResult>(new RotateResult.Rotated(new SessionToken(successor), session.Id, session.Facts.AbsoluteDeadline, session.Facts.IdleTimeout, session.Facts.Assurance));
        }
    }

    public Task<RenewalResult> StepUpAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        if (IsSilent())
        {
            return Task.FromResult<RenewalResult>(new RenewalResult.Unavailable(UnavailableReason.Storage));
        }

        var session = _byToken[descriptor.Token];
        lock (session.Pending)
        {
            if (Decide(session, countsUse: false) is { IsAccepted: false } refusal)
            {
                return Task.FromResult<RenewalResult>(new RenewalResult.Denied(refusal));
            }

            if (lapse != Lapse.KeepsFormerTokens)
            {
                session.Dead.Add(session.Current);
            }

            session.Pending.Clear();
            session.Current = NewToken(session);
            return Task.FromResult<RenewalResult>(new RenewalResult.Renewed(new SessionToken(session.Current), session.Id, session.Facts.AbsoluteDeadline, session.Facts.IdleTimeout, session.Facts.Assurance));
        }
    }

    public Task<LockResult> LockAsync(LockOrder order, CancellationToken cancellationToken = default)
    {
        var id = EventId.FromBytes(RandomNumberGenerator.GetBytes(EventId.Size));
        _locked[id] = order.Value;

        // An answer that is lost after the lock has landed: the checks at the end have to find it.
        return Task.FromResult<LockResult>(IsSilent() ? new LockResult.Unavailable(UnavailableReason.Storage) : new LockResult.Locked(id, DateTimeOffset.UtcNow));
    }

    public Task<UnlockResult> UnlockAsync(EventId id, ClientId caller, CancellationToken cancellationToken = default) =>
        Task.FromResult<UnlockResult>(IsSilent() ? new UnlockResult.Unavailable(UnavailableReason.Storage) : lapse != Lapse.LosesLocks && _locked.TryRemove(id, out _) ? UnlockResult.Unlocked.Instance : UnlockResult.UnknownLock.Instance);

    public Task<LockListResult> ListLocksAsync(EventId after = default, CancellationToken cancellationToken = default) => Task.FromResult<LockListResult>(new LockListResult.Page(
        [.. _locked.Select(pair => new SessionLockEntry(pair.Key, new LockOrder(LockDimension.Client, pair.Value, default!), DateTimeOffset.UtcNow))],
        null));

    private string NewToken(Session session)
    {
        var token = TokenFormat.Format(EnvironmentName.Create("dev"), Edges.Ring(1, 1), 1, session.Id, RandomNumberGenerator.GetBytes(TokenPayload.SecretSize));
        _byToken[token] = session;
        return token;
    }

    /// <summary>What a secret is worth; <see langword="null"/> when it counts. A successor that is presented becomes current, and the others of it are dead, and evidence.</summary>
    private SessionVerdict? DecideSecret(Session session, string token)
    {
        lock (session.Pending)
        {
            if (session.Dead.Contains(token))
            {
                if (lapse == Lapse.AcceptsLosers)
                {
                    return null;
                }

                session.IsEnded |= !session.HasKey && session.Losers.Contains(token);
                return SessionVerdict.Refuse(SessionRefusal.Superseded);
            }

            if (!session.Pending.ContainsValue(token))
            {
                return null;
            }

            session.Current = token;
            session.Losers.UnionWith(session.Pending.Values.Where(other => other != token));
            session.Dead.UnionWith(session.Losers);
            session.Pending.Clear();
            return null;
        }
    }
}
