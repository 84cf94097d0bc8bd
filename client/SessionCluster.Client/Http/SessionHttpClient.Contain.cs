using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Http;

/// <summary>Locks and signals.</summary>
internal sealed partial class SessionHttpClient
{
    /// <inheritdoc/>
    /// <remarks>Over HTTP a lock is sent once: the service names it, and a second sending would be a second lock.</remarks>
    public async Task<LockResult> LockAsync(LockOrder order, CancellationToken cancellationToken = default)
    {
        LockOrderCheck.Require(order);
        RequireSelf(order.Order.Initiator.Client, "initiator");
        cancellationToken.ThrowIfCancellationRequested();
        var reply = await SendAsync(nameof(LockAsync), new(HttpMethod.Post, "/locks", RequestJson.Lock(order)), _patience, isLast: true, cancellationToken).ConfigureAwait(false);
        return reply is { Status: 201, Body: { } json } && LockReader.Locked(json) is { } locked ? locked
            : reply is { Status: 422 } ? LockResult.Full.Instance
            : new LockResult.Unavailable(DoubtOf(reply));
    }

    /// <inheritdoc/>
    public async Task<UnlockResult> UnlockAsync(EventId id, ClientId caller, CancellationToken cancellationToken = default)
    {
        RequireSelf(caller, "caller");
        cancellationToken.ThrowIfCancellationRequested();
        var sendings = 0;
        var call = new HttpCall(HttpMethod.Delete, $"/locks/{id}", null);
        var reply = await SafeRepeat.SendAsync(
            (limit, isLast) =>
            {
                sendings++;
                return SendAsync(nameof(UnlockAsync), call, limit, isLast, cancellationToken);
            },
            sent => sent.IsPassing,
            _patience,
            clock,
            cancellationToken).ConfigureAwait(false);
        return reply.Status switch
        {
            204 => UnlockResult.Unlocked.Instance,

            // The first sending's answer was lost, and the second finds it gone.
            404 when sendings > 1 => UnlockResult.Unlocked.Instance,
            404 => UnlockResult.UnknownLock.Instance,
            _ => new UnlockResult.Unavailable(DoubtOf(reply)),
        };
    }

    /// <inheritdoc/>
    public async Task<LockListResult> ListLocksAsync(EventId after = default, CancellationToken cancellationToken = default)
    {
        var reply = await AskAsync(nameof(ListLocksAsync), new(HttpMethod.Get, after == default ? "/locks" : $"/locks?after={after}", null), _patience, cancellationToken).ConfigureAwait(false);
        return reply is { Status: 200, Body: { } json } && LockReader.List(json) is { } page ? page : new LockListResult.Unavailable(DoubtOf(reply));
    }

    /// <inheritdoc/>
    /// <remarks>Over HTTP a client that lacks the permission is told the same as one that may not report this session.</remarks>
    public async Task<SignalResult> SignalAsync(SignalDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        SignalDescriptorCheck.Require(descriptor);
        RequireSelf(descriptor.Caller, "caller");
        cancellationToken.ThrowIfCancellationRequested();
        // Of a leak only the token itself tells: the service takes no handle for one.
        if (descriptor is SignalDescriptor.ById { Type: SignalType.Leak } || (descriptor is SignalDescriptor.ByToken byToken && !gate.TryPass(byToken.Token, out _)))
        {
            return SignalResult.NotEntitled.Instance;
        }

        var reply = await SendAsync(nameof(SignalAsync), new(HttpMethod.Post, SignalPath, RequestJson.Signal(descriptor)), _patience, isLast: true, cancellationToken).ConfigureAwait(false);
        return reply.Status switch
        {
            202 => SignalResult.Taken.Instance,
            403 => SignalResult.NotEntitled.Instance,
            _ => new SignalResult.Unavailable(DoubtOf(reply)),
        };
    }

    private const string SignalPath = "/sessions/signal";

    private static bool IsKnownRefusal(HttpReply reply, HttpCall call) => reply switch
    {
        { Status: 422, Code: ProblemCodes.SessionRefused or ProblemCodes.KeepRefused or ProblemCodes.LockLimit } => true,
        { Status: 403, Code: ProblemCodes.Forbidden } => call.Path == SignalPath,
        { Status: 404, Code: ProblemCodes.NotFound } => call.Method == HttpMethod.Delete,
        _ => false,
    };
}
