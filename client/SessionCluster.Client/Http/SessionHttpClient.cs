using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Http;

/// <summary>The same edge over HTTP, for services that may not reach a gateway. The service's own edge decides; this one asks it, once more where that is safe, and turns answers into the same results.</summary>
internal sealed partial class SessionHttpClient(
    HttpExchange exchange,
    HomeGate gate,
    IOptions<SessionClusterHttpClientOptions> options,
    TimeProvider clock,
    ILogger<SessionHttpClient> logger) : ISessionClient
{
    private readonly TimeSpan _patience = options.Value.OperationTimeout;
    private readonly ClientId _self = ClientId.Create(options.Value.ClientId);

    /// <inheritdoc/>
    public async Task<EstablishResult> EstablishAsync(EstablishDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Require.Set(descriptor.Subject.IsUnset, "subject");
        Require.Set(descriptor.EstablishedBy.IsUnset, "establishing client");
        RequireSelf(descriptor.EstablishedBy, "establishing client");
        ConfirmationCheck.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();

        // Sent once: its answer holds the only token.
        var reply = await SendAsync(nameof(EstablishAsync), new(HttpMethod.Post, "/sessions", RequestJson.Establish(descriptor)), _patience, isLast: true, cancellationToken).ConfigureAwait(false);
        if (reply is { Status: 201, Body: { } json } && ReplyReader.Established(json, descriptor.Confirmation) is { } established)
        {
            return established;
        }

        return reply.Code is { } code && ProblemCodes.TryParse(code, out var refusal)
            ? new EstablishResult.Refused(refusal, reply.Detail ?? code)
            : new EstablishResult.Unavailable(DoubtOf(reply));
    }

    /// <inheritdoc/>
    public Task<RevokeResult> RevokeAsync(RevokeDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        RequireOrder(descriptor.Order);
        switch (descriptor)
        {
            case RevokeDescriptor.ByToken byToken:
                ArgumentNullException.ThrowIfNull(byToken.Token);
                return gate.TryPass(byToken.Token, out _)
                    ? EndAsync(nameof(RevokeAsync), "/sessions/revoke", RequestJson.Revoke(descriptor.Order, token: byToken.Token), cancellationToken)
                    : Task.FromResult<RevokeResult>(RevokeResult.UnknownSession.Instance);
            case RevokeDescriptor.ById byId:
                Require.Set(byId.Id.IsUnset, "session id");
                return EndAsync(nameof(RevokeAsync), "/sessions/revoke", RequestJson.Revoke(descriptor.Order, id: byId.Id), cancellationToken);
            default:
                throw new ArgumentException("Over HTTP the service itself knows who asks and what it established: name the session by its id alone.", nameof(descriptor));
        }
    }

    /// <inheritdoc/>
    public Task<RevokeResult> RevokeSubjectAsync(RevokeSubjectDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Require.Set(descriptor.Subject.IsUnset, "subject");
        RequireOrder(descriptor.Order);
        var path = ClusterPaths.RevokeSubject(descriptor.Subject);
        return descriptor.Keep is { } keep ? KeepAsync(path, descriptor.Order, keep, cancellationToken) : EndAsync(nameof(RevokeSubjectAsync), path, RequestJson.Revoke(descriptor.Order), cancellationToken);
    }

    /// <summary>Sent once: the proof of the session to keep is consumed.</summary>
    private async Task<RevokeResult> KeepAsync(string path, RevocationOrder order, HolderDescriptor keep, CancellationToken cancellationToken)
    {
        HolderChecks.Require(keep);
        cancellationToken.ThrowIfCancellationRequested();
        if (!gate.TryPass(keep.Token, out var refusal))
        {
            return new RevokeResult.KeepRefused(SessionVerdict.Refuse(refusal));
        }

        var reply = await SendAsync(nameof(RevokeSubjectAsync), new(HttpMethod.Post, path, RequestJson.Revoke(order, keep: keep)), _patience, isLast: true, cancellationToken).ConfigureAwait(false);
        return reply is { Status: 200, Body: { } json } && ReplyReader.Receipt(json) is { } receipt ? new RevokeResult.Revoked(receipt)
            : RefusalReader.Read(reply, ProblemCodes.KeepRefused) is { } verdict ? new RevokeResult.KeepRefused(verdict)
            : new RevokeResult.Unavailable(DoubtOf(reply));
    }

    /// <inheritdoc/>
    public async Task<InfoResult> GetInfoAsync(SessionId id, CancellationToken cancellationToken = default)
    {
        Require.Set(id.IsUnset, "session id");
        var reply = await AskAsync(nameof(GetInfoAsync), new(HttpMethod.Get, $"/sessions/{id}", null), _patience, cancellationToken).ConfigureAwait(false);
        return reply.IsUnknownSession ? InfoResult.UnknownSession.Instance
            : reply is { Status: 200, Body: { } json } && ReplyReader.Info(json) is { } info ? new InfoResult.Found(info)
            : new InfoResult.Unavailable(DoubtOf(reply));
    }

    /// <inheritdoc/>
    public async Task<ListResult> ListAsync(SubjectId subject, SessionId after = default, CancellationToken cancellationToken = default)
    {
        Require.Set(subject.IsUnset, "subject");
        var path = $"/subjects/{Uri.EscapeDataString(subject.Value)}/sessions{(after.IsUnset ? "" : $"?after={after}")}";
        var reply = await AskAsync(nameof(ListAsync), new(HttpMethod.Get, path, null), _patience, cancellationToken).ConfigureAwait(false);
        return reply is { Status: 200, Body: { } json } && ReplyReader.List(json) is { } page ? page : new ListResult.Unavailable(DoubtOf(reply));
    }

    private async Task<RevokeResult> EndAsync(string operation, string path, byte[] body, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(operation, new(HttpMethod.Post, path, body), _patience, cancellationToken).ConfigureAwait(false);
        return reply.IsUnknownSession ? RevokeResult.UnknownSession.Instance
            : reply is { Status: 200, Body: { } json } && ReplyReader.Receipt(json) is { } receipt ? new RevokeResult.Revoked(receipt)
            : new RevokeResult.Unavailable(DoubtOf(reply));
    }

    private void RequireOrder(RevocationOrder order)
    {
        RevocationOrderCheck.Require(order);
        RequireSelf(order.Initiator.Client, "initiator");
    }

    /// <summary>The credentials say who asks; a call that says something else would be recorded wrongly.</summary>
    private void RequireSelf(ClientId client, string what)
    {
        if (client != _self)
        {
            throw new ArgumentException($"Over HTTP the {what} is the client of the credentials, '{_self}'.");
        }
    }

    private static UnavailableReason DoubtOf(HttpReply reply) =>
        reply.Status == 429 ? UnavailableReason.MissBudget : reply.IsInDoubt && !reply.IsPassing ? UnavailableReason.Storage : UnavailableReason.Timeout;
}
