using System.Security.Cryptography;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Testing;

/// <summary>Locks and signals. Of signals this client takes a leak as proof of theft, and no more: it has no thresholds.</summary>
public sealed partial class FakeSessionClient
{
    /// <inheritdoc/>
    public Task<LockResult> LockAsync(LockOrder order, CancellationToken cancellationToken = default)
    {
        LockOrderCheck.Require(order);
        cancellationToken.ThrowIfCancellationRequested();
        if (UnavailableReason is { } reason)
        {
            return Task.FromResult<LockResult>(new LockResult.Unavailable(reason));
        }

        lock (_lock)
        {
            var id = EventId.FromBytes(RandomNumberGenerator.GetBytes(EventId.Size));
            _locks.Entries.Add(id.ToString(), new(id, order, Now));
            return Task.FromResult<LockResult>(new LockResult.Locked(id, Receipts.Of(Now, 0).EffectiveAt));
        }
    }

    /// <inheritdoc/>
    public Task<UnlockResult> UnlockAsync(EventId id, ClientId caller, CancellationToken cancellationToken = default)
    {
        Require.Set(caller.IsUnset, "caller");
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<UnlockResult>(
                UnavailableReason is { } reason ? new UnlockResult.Unavailable(reason)
                : _locks.Entries.Remove(id.ToString()) ? UnlockResult.Unlocked.Instance : UnlockResult.UnknownLock.Instance);
        }
    }

    /// <inheritdoc/>
    public Task<LockListResult> ListLocksAsync(EventId after = default, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (UnavailableReason is { } reason)
        {
            return Task.FromResult<LockListResult>(new LockListResult.Unavailable(reason));
        }

        lock (_lock)
        {
            var rest = _locks.Entries.Where(entry => !(entry.Value.Order.Until <= Now) && (after == default || string.CompareOrdinal(entry.Key, after.ToString()) > 0)).Select(entry => entry.Value).ToArray();
            var page = rest.Take(LockList.PageSize).ToArray();
            return Task.FromResult<LockListResult>(new LockListResult.Page([.. page], rest.Length > page.Length ? page[^1].Id : null));
        }
    }

    /// <inheritdoc/>
    public Task<SignalResult> SignalAsync(SignalDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        SignalDescriptorCheck.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        PresentedToken token = default;
        if (descriptor is SignalDescriptor.ByToken byToken && !_gate.TryPass(byToken.Token, out token, out _))
        {
            return Task.FromResult<SignalResult>(SignalResult.NotEntitled.Instance);
        }

        if (UnavailableReason is { } reason)
        {
            return Task.FromResult<SignalResult>(new SignalResult.Unavailable(reason));
        }

        lock (_lock)
        {
            if (descriptor is SignalDescriptor.ById byId)
            {
                // Of a leak only the token itself tells.
                return Task.FromResult<SignalResult>(descriptor.Type == SignalType.Risk && _sessions.ContainsKey(byId.Id) ? SignalResult.Taken.Instance : SignalResult.NotEntitled.Instance);
            }

            if (!_sessions.TryGetValue(token.Id, out var session) || session.Secrets.StandingOf(token.SecretDigest, Now) == FakeStanding.Foreign)
            {
                return Task.FromResult<SignalResult>(SignalResult.NotEntitled.Instance);
            }

            // Whoever finds a secret that is dead has found nothing.
            if (descriptor.Type == SignalType.Leak && session.Secrets.IsAccepted(token.SecretDigest, Now))
            {
                session.EndBy(new(RevocationReason.Compromise, "leak", EndInitiator.By(descriptor.Caller)), Now);
            }

            return Task.FromResult<SignalResult>(SignalResult.Taken.Instance);
        }
    }
}
