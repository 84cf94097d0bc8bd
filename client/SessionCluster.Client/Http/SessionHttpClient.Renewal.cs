using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Http;

/// <summary>Rotation, step-up, re-authentication. The service compares proofs with its own public URL, whatever the descriptor says they are for.</summary>
internal sealed partial class SessionHttpClient
{
    /// <inheritdoc/>
    public async Task<RotateResult> RotateAsync(RotateDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!gate.TryPass(descriptor.Token, out var refusal))
        {
            return new RotateResult.Refused(SessionVerdict.Refuse(refusal));
        }

        // Derived: a second sending gets the same, or, when the first had consumed the proof and its answer was lost, no answer.
        var sendings = 0;
        var call = new HttpCall(HttpMethod.Post, ClusterPaths.Rotate, RequestJson.Rotate(descriptor));
        var reply = await SafeRepeat.SendAsync(
            (limit, isLast) =>
            {
                sendings++;
                return SendAsync(nameof(RotateAsync), call, limit, isLast, cancellationToken);
            },
            sent => sent.IsPassing,
            _patience,
            clock,
            cancellationToken).ConfigureAwait(false);
        return reply is { Status: 200, Body: { } json } && ReplyReader.Established(json, null) is { } token
                ? new RotateResult.Rotated(token.Token, token.Id, token.AbsoluteDeadline, token.IdleTimeout, token.Assurance) { Confirmation = token.Confirmation, RotateAfter = token.RotateAfter }
            : reply is { Status: 409 } ? new RotateResult.Conflict(reply.Detail ?? ProblemCodes.Conflict)
            : RefusalReader.Read(reply, ProblemCodes.SessionRefused) is { } verdict && !(verdict.Refusal == SessionRefusal.ProofReplayed && sendings > 1) ? new RotateResult.Refused(verdict)
            : new RotateResult.Unavailable(DoubtOf(reply));
    }

    /// <inheritdoc/>
    public Task<RenewalResult> StepUpAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) => RenewAsync(nameof(StepUpAsync), ClusterPaths.StepUp, descriptor, cancellationToken);

    /// <inheritdoc/>
    public Task<RenewalResult> ReauthenticateAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) =>
        RenewAsync(nameof(ReauthenticateAsync), ClusterPaths.Reauthenticate, descriptor, cancellationToken);

    private async Task<RenewalResult> RenewAsync(string operation, string path, RenewalDescriptor descriptor, CancellationToken cancellationToken)
    {
        HolderChecks.Require(descriptor);
        RequireSelf(descriptor.Caller, "caller");
        cancellationToken.ThrowIfCancellationRequested();
        if (!gate.TryPass(descriptor.Token, out var refusal))
        {
            return new RenewalResult.Denied(SessionVerdict.Refuse(refusal));
        }

        // Sent once: its answer holds the only token.
        var reply = await SendAsync(operation, new(HttpMethod.Post, path, RequestJson.Renew(descriptor)), _patience, isLast: true, cancellationToken).ConfigureAwait(false);
        if (reply is { Status: 200 or 201, Body: { } json } && ReplyReader.Established(json, null) is { } token)
        {
            return new RenewalResult.Renewed(token.Token, token.Id, token.AbsoluteDeadline, token.IdleTimeout, token.Assurance) { Confirmation = token.Confirmation, RotateAfter = token.RotateAfter };
        }

        return RefusalReader.Read(reply, ProblemCodes.SessionRefused) is { } verdict ? new RenewalResult.Denied(verdict)
            : reply.Code is { } code && ProblemCodes.TryParse(code, out var why) ? new RenewalResult.Refused(why, reply.Detail ?? code)
            : new RenewalResult.Unavailable(DoubtOf(reply));
    }
}
