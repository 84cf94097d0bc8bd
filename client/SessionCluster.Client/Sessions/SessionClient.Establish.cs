using System.Security.Cryptography;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Sessions;

/// <summary>Establishment: the secret is drawn here and never leaves but in the token; the cluster gets its digest.</summary>
internal sealed partial class SessionClient
{
    private const string BadProof = "The proof of the session's key fails a check of RFC 9449 section 4.3: make a new one over the method and the URI that are sent with it.";

    /// <inheritdoc/>
    public async Task<EstablishResult> EstablishAsync(EstablishDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Require.Set(descriptor.Subject.IsUnset, "subject");
        Require.Set(descriptor.EstablishedBy.IsUnset, "establishing client");
        ConfirmationCheck.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        PossessionEvidence? evidence = null;
        if (descriptor.ConfirmationProof is { } proof && (evidence = Verify(proof, default, default)) is null)
        {
            return new EstablishResult.Refused(EstablishRefusal.BindingRequired, BadProof);
        }

        var secret = RandomNumberGenerator.GetBytes(TokenPayload.SecretSize);
        try
        {
            // Read once: the tag is made under the very key whose id the session stores.
            var keys = ring.Current;
            var outcome = await AskAsync(descriptor, evidence, keys.CurrentId, SecretDigest.Of(secret), cancellationToken).ConfigureAwait(false);
            return outcome switch
            {
                EstablishOutcome.Established established => new EstablishResult.Established(
                    new SessionToken(TokenFormat.Format(_environment, keys, keys.CurrentId, established.Id, secret)),
                    established.Id,
                    established.AbsoluteDeadline,
                    established.IdleTimeout,
                    established.Assurance)
                { Confirmation = established.Confirmation, RotateAfter = established.RotateAfter },
                EstablishOutcome.Refused refused => new EstablishResult.Refused(refused.Refusal, refused.Detail),
                EstablishOutcome.Unavailable unavailable => new EstablishResult.Unavailable(unavailable.Reason),
                _ => throw new InvalidOperationException("Unreachable: the outcome is closed."),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private async Task<EstablishOutcome> AskAsync(EstablishDescriptor descriptor, PossessionEvidence? evidence, byte keyId, SecretDigest digest, CancellationToken cancellationToken)
    {
        var call = new EstablishCall
        {
            Subject = descriptor.Subject,
            Class = descriptor.Class,
            Audiences = descriptor.Audiences,
            Authentication = descriptor.Authentication,
            SecretDigest = digest,
            EdgeKeyId = keyId,
            ClientId = descriptor.ClientId.IsUnset ? descriptor.EstablishedBy : descriptor.ClientId,
            EstablishedBy = descriptor.EstablishedBy,
            Scope = descriptor.Scope,
            MaxUses = descriptor.MaxUses,
            Attributes = descriptor.Attributes,
            Confirmation = descriptor.Confirmation,
            ConfirmationEvidence = evidence,
            KeyStorage = descriptor.KeyStorage,
            Context = descriptor.Context,
            Device = descriptor.Device,
        };
        try
        {
            return await Subject(descriptor.Subject).Establish(call).WaitAsync(_patience, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (ClusterFaults.IsInDoubt(exception, cancellationToken))
        {
            LogInDoubt(nameof(EstablishAsync), exception.GetType().Name);
            return new EstablishOutcome.Unavailable(UnavailableReason.Timeout);
        }
    }
}
