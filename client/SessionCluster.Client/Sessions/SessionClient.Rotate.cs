using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Sessions;

/// <summary>Rotation: the successor is derived by the session's grain, so that asking twice gives the same token (P-T1, P-T4).</summary>
internal sealed partial class SessionClient
{
    /// <inheritdoc/>
    public async Task<RotateResult> RotateAsync(RotateDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!gate.TryPass(descriptor.Token, out var token, out var refusal))
        {
            return new RotateResult.Refused(SessionVerdict.Refuse(refusal));
        }

        if (!TryShow(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var evidence))
        {
            return new RotateResult.Refused(SessionVerdict.Refuse(SessionRefusal.ProofInvalid));
        }

        var call = new RotateCall { SecretDigest = token.SecretDigest, Scheme = descriptor.Scheme, Possession = evidence, RotationId = descriptor.RotationId };
        var sendings = 0;
        return await AskAsync(nameof(RotateAsync), Send, cancellationToken).ConfigureAwait(false) switch
        {
            RotateOutcome.Rotated rotated => Compose(token, rotated),
            RotateOutcome.Conflict conflict => new RotateResult.Conflict(conflict.Detail),

            // The first sending's answer was lost and it had consumed the proof: with a new one the holder gets the same successor.
            RotateOutcome.Denied { Verdict.Refusal: SessionRefusal.ProofReplayed } when sendings > 1 => new RotateResult.Unavailable(UnavailableReason.Timeout),
            RotateOutcome.Denied { Verdict: { Outcome: VerdictOutcome.Refused } verdict } => new RotateResult.Refused(verdict),
            RotateOutcome.Denied { Verdict: { Outcome: VerdictOutcome.Unavailable } verdict } => new RotateResult.Unavailable(verdict.Reason),
            _ => new RotateResult.Unavailable(UnavailableReason.Timeout),
        };

        Task<RotateOutcome> Send()
        {
            sendings++;
            return Session(token.Id).Rotate(call);
        }
    }

    private RotateResult Compose(PresentedToken presented, RotateOutcome.Rotated rotated)
    {
        // The tag of a session's tokens is made under one key for as long as it lives: its row says which, and retiring that key ends it.
        var keys = ring.Current;
        return rotated.Facts.Id == presented.Id && keys.TryGetKey(rotated.EdgeKeyId, out _)
            ? new RotateResult.Rotated(new SessionToken(TokenFormat.Format(_environment, keys, rotated.EdgeKeyId, presented.Id, rotated.Secret.Span)), rotated.Facts.Id, rotated.Facts.AbsoluteDeadline, rotated.Facts.IdleTimeout, rotated.Facts.Assurance)
            { Confirmation = rotated.Facts.Confirmation, RotateAfter = rotated.RotateAfter }
            : new RotateResult.Unavailable(UnavailableReason.Timeout);
    }
}
