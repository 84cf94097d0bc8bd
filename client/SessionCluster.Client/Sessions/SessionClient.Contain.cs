using System.Security.Cryptography;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>Containment: locks, and what others report about sessions.</summary>
internal sealed partial class SessionClient
{
    /// <inheritdoc/>
    public async Task<LockResult> LockAsync(LockOrder order, CancellationToken cancellationToken = default)
    {
        LockOrderCheck.Require(order);
        cancellationToken.ThrowIfCancellationRequested();

        // Drawn once: a repetition is the same lock.
        var id = EventId.FromBytes(RandomNumberGenerator.GetBytes(EventId.Size));
        return await AskAsync(nameof(LockAsync), () => Locks.Lock(id, order), cancellationToken).ConfigureAwait(false) switch
        {
            LockOutcome.Locked locked => new LockResult.Locked(locked.Id, locked.EffectiveAt),
            LockOutcome.Full => LockResult.Full.Instance,
            LockOutcome.Unavailable unavailable => new LockResult.Unavailable(unavailable.Reason),
            _ => new LockResult.Unavailable(UnavailableReason.Timeout),
        };
    }

    /// <inheritdoc/>
    public async Task<UnlockResult> UnlockAsync(EventId id, ClientId caller, CancellationToken cancellationToken = default)
    {
        Require.Set(caller.IsUnset, "caller");
        cancellationToken.ThrowIfCancellationRequested();
        var sendings = 0;
        return await AskAsync(nameof(UnlockAsync), SendAsync, cancellationToken).ConfigureAwait(false) switch
        {
            Answered<UnlockOutcome> { Value: UnlockOutcome.Unlocked } => UnlockResult.Unlocked.Instance,

            // The first sending's answer was lost, and the second finds it gone.
            Answered<UnlockOutcome> { Value: UnlockOutcome.UnknownLock } when sendings > 1 => UnlockResult.Unlocked.Instance,
            Answered<UnlockOutcome> { Value: UnlockOutcome.UnknownLock } => UnlockResult.UnknownLock.Instance,
            Answered<UnlockOutcome> { Value: UnlockOutcome.Unavailable } => new UnlockResult.Unavailable(UnavailableReason.Storage),
            _ => new UnlockResult.Unavailable(UnavailableReason.Timeout),
        };

        async Task<Answered<UnlockOutcome>> SendAsync()
        {
            sendings++;
            return new(await Locks.Unlock(id, EndInitiator.By(caller)).ConfigureAwait(false));
        }
    }

    /// <inheritdoc/>
    public async Task<LockListResult> ListLocksAsync(EventId after = default, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await AskAsync(nameof(ListLocksAsync), () => Locks.List(after), cancellationToken).ConfigureAwait(false) switch
        {
            { Locks: { } locks } list => new LockListResult.Page(locks, list.More && locks.Length > 0 ? locks[^1].Id : null) { Events = list.Events, EventHead = list.EventHead },
            { Locks: null } => new LockListResult.Unavailable(UnavailableReason.Storage),
            _ => new LockListResult.Unavailable(UnavailableReason.Timeout),
        };
    }

    /// <inheritdoc/>
    public async Task<SignalResult> SignalAsync(SignalDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        SignalDescriptorCheck.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        var id = (descriptor as SignalDescriptor.ById)?.Id ?? default;
        SecretDigest digest = default;
        if (descriptor is SignalDescriptor.ByToken byToken)
        {
            if (!gate.TryPass(byToken.Token, out var token, out _))
            {
                return SignalResult.NotEntitled.Instance;
            }

            (id, digest) = (token.Id, token.SecretDigest);
        }

        // Once: a second sending would count twice against the caller's budget of locks.
        var call = new SignalCall { Type = descriptor.Type, Level = descriptor.Level, Caller = descriptor.Caller, SecretDigest = digest };
        var outcome = await SendAsync(nameof(SignalAsync), async () => new Answered<SignalOutcome>(await Session(id).Signal(call).ConfigureAwait(false)), _patience, isLast: true, cancellationToken).ConfigureAwait(false);
        return outcome?.Value switch
        {
            SignalOutcome.Taken => SignalResult.Taken.Instance,
            SignalOutcome.NotEntitled => SignalResult.NotEntitled.Instance,
            SignalOutcome.Unavailable => new SignalResult.Unavailable(UnavailableReason.Storage),
            _ => new SignalResult.Unavailable(UnavailableReason.Timeout),
        };
    }

    /// <summary>An answer that is a number: whether there is one is another question than what it says.</summary>
    private sealed record Answered<T>(T Value);

    private ILockGrain Locks => grains.GetGrain<ILockGrain>(ILockGrain.Key);
}
