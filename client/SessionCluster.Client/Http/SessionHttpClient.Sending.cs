using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Http;

/// <summary>Validation, and how everything is sent.</summary>
internal sealed partial class SessionHttpClient
{
    /// <inheritdoc/>
    public async ValueTask<SessionVerdict> ValidateAsync(ValidateDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ValidateDescriptorCheck.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!gate.TryPass(descriptor.Token, out var refusal))
        {
            return SessionVerdict.Refuse(refusal);
        }

        // P-R6: both sendings are one logical call.
        var call = new HttpCall(HttpMethod.Post, "/sessions/validate", RequestJson.Validate(descriptor, AttemptSource.Next()));
        var (reply, age) = await AskAgedAsync(nameof(ValidateAsync), call, cancellationToken).ConfigureAwait(false);

        // P-F8: counted from its own sending; what is older speaks of a moment that has passed.
        return age <= SessionClient.VerdictLifetime && reply is { Status: 200, Body: { } json } && ReplyReader.Verdict(json, descriptor.Audience) is { } verdict
            ? verdict
            : SessionVerdict.InDoubt(DoubtOf(reply));
    }

    /// <summary>Sends what a verdict answers, and once more when that brought a doubt that passes; with the age of the answer.</summary>
    private Task<(HttpReply Reply, TimeSpan Age)> AskAgedAsync(string operation, HttpCall call, CancellationToken cancellationToken) => SafeRepeat.SendAsync(
        async (limit, isLast) =>
        {
            var sentAt = clock.GetTimestamp();
            var reply = await SendAsync(operation, call, limit, isLast, cancellationToken).ConfigureAwait(false);
            return (Reply: reply, Age: clock.GetElapsedTime(sentAt));
        },
        sent => sent.Reply.IsPassing,
        SessionClient.VerdictLifetime,
        clock,
        cancellationToken);

    /// <summary>Sends, and once more when that brought a doubt that passes.</summary>
    private Task<HttpReply> AskAsync(string operation, HttpCall call, TimeSpan deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return SafeRepeat.SendAsync(
            (limit, isLast) => SendAsync(operation, call, limit, isLast, cancellationToken), reply => reply.IsPassing, deadline, clock, cancellationToken);
    }

    /// <exception cref="SessionClusterHttpException">The service says that this client is set up wrongly.</exception>
    private async Task<HttpReply> SendAsync(string operation, HttpCall call, TimeSpan limit, bool isLast, CancellationToken cancellationToken)
    {
        var reply = await exchange.SendAsync(call, limit, cancellationToken).ConfigureAwait(false);
        if (reply.IsInDoubt)
        {
            LogDoubt(operation, reply.Fault ?? $"status {reply.Status}", isLast || !reply.IsPassing);
        }
        else if (IsFault(reply, call))
        {
            throw new SessionClusterHttpException(reply.Status, reply.Code, reply.Detail);
        }

        return reply;
    }

    /// <summary>True for what no session and no authentication can be the cause of.</summary>
    private static bool IsFault(HttpReply reply, HttpCall call) => reply.Status switch
    {
        200 or 201 or 202 or 204 => false,
        _ when IsKnownRefusal(reply, call) => false,

        _ when reply.IsUnknownSession => false,

        // Without the client's credentials: it is about the holder's.
        _ when call.Authorization is not null => HolderReply.Read(reply) is null,

        // A refused establishment: its code is one of those, and so is a body that this client must not have sent.
        400 or 409 or 422 when call.Method == HttpMethod.Post => reply.Code is null || !ProblemCodes.TryParse(reply.Code, out _),
        _ => true,
    };
}
