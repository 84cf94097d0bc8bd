using System.Security.Cryptography;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Sessions;

/// <summary>Step-up and re-authentication: as at establishment the secret is drawn here, only this answer has it, and nothing is sent twice.</summary>
internal sealed partial class SessionClient
{
    /// <inheritdoc/>
    public Task<RenewalResult> StepUpAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) =>
        RenewAsync(nameof(StepUpAsync), descriptor, (subject, call) => subject.StepUp(call), cancellationToken);

    /// <inheritdoc/>
    public Task<RenewalResult> ReauthenticateAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) =>
        RenewAsync(nameof(ReauthenticateAsync), descriptor, (subject, call) => subject.Reauthenticate(call), cancellationToken);

    private async Task<RenewalResult> RenewAsync(string operation, RenewalDescriptor descriptor, Func<ISubjectGrain, RenewalCall, Task<RenewalOutcome>> send, CancellationToken cancellationToken)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!TryHold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var held, out var refusal))
        {
            return new RenewalResult.Denied(SessionVerdict.Refuse(refusal));
        }

        var secret = RandomNumberGenerator.GetBytes(TokenPayload.SecretSize);
        try
        {
            // Read once: a successor's tag is made under the very key whose id it stores.
            var keys = ring.Current;
            var call = new RenewalCall
            {
                Subject = descriptor.Subject,
                Held = held,
                Authentication = descriptor.Authentication,
                NewSecretDigest = SecretDigest.Of(secret),
                EdgeKeyId = keys.CurrentId,
                Caller = descriptor.Caller,
            };
            var outcome = await SendAsync(operation, () => send(Subject(descriptor.Subject), call), _patience, isLast: true, cancellationToken).ConfigureAwait(false);
            return outcome switch
            {
                RenewalOutcome.Renewed renewed => Compose(keys, renewed, secret),
                RenewalOutcome.Refused refused => new RenewalResult.Refused(refused.Refusal, refused.Detail),
                RenewalOutcome.Denied { Verdict: { Outcome: VerdictOutcome.Refused } verdict } => new RenewalResult.Denied(verdict),
                RenewalOutcome.Denied { Verdict: { Outcome: VerdictOutcome.Unavailable } verdict } => new RenewalResult.Unavailable(verdict.Reason),
                RenewalOutcome.Unavailable unavailable => new RenewalResult.Unavailable(unavailable.Reason),
                _ => new RenewalResult.Unavailable(UnavailableReason.Timeout),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private RenewalResult Compose(KeyRing keys, RenewalOutcome.Renewed renewed, ReadOnlySpan<byte> secret) => keys.TryGetKey(renewed.EdgeKeyId, out _)
        ? new RenewalResult.Renewed(new SessionToken(TokenFormat.Format(_environment, keys, renewed.EdgeKeyId, renewed.Facts.Id, secret)), renewed.Facts.Id, renewed.Facts.AbsoluteDeadline, renewed.Facts.IdleTimeout, renewed.Facts.Assurance)
        { Confirmation = renewed.Facts.Confirmation, RotateAfter = renewed.RotateAfter }
        : new RenewalResult.Unavailable(UnavailableReason.Timeout);

    /// <summary>What the grain is told of a session that somebody shows to hold; false for what is refused here.</summary>
    private bool TryHold(string text, TokenScheme scheme, PresentedPossession possession, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HeldSession? held, out SessionRefusal refusal)
    {
        held = null;
        if (!gate.TryPass(text, out var token, out refusal))
        {
            return false;
        }

        if (!TryShow(text, scheme, possession, out var evidence))
        {
            refusal = SessionRefusal.ProofInvalid;
            return false;
        }

        held = new() { Id = token.Id, SecretDigest = token.SecretDigest, Scheme = scheme, Possession = evidence };
        return true;
    }
}
