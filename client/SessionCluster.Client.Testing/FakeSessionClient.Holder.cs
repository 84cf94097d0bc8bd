using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Testing;

/// <summary>What is asked with a token beside validating it.</summary>
public sealed partial class FakeSessionClient
{
    /// <inheritdoc/>
    public ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_gate.TryPass(descriptor.Token, out var token, out var refusal))
        {
            return new(SessionVerdict.Refuse(refusal));
        }

        if (UnavailableReason is { } reason)
        {
            return new(SessionVerdict.InDoubt(reason));
        }

        lock (_lock)
        {
            return new(_sessions.TryGetValue(token.Id, out var session) ? session.Introspect(token.SecretDigest, descriptor.Audiences, Now) : SessionVerdict.Refuse(SessionRefusal.Unknown));
        }
    }

    /// <inheritdoc/>
    public Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_gate.TryPass(descriptor.Token, out var token, out var refusal))
        {
            return Task.FromResult<EndResult>(Refused(refusal));
        }

        if (!_possession.TryShow(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var proof))
        {
            return Task.FromResult<EndResult>(Refused(SessionRefusal.ProofInvalid));
        }

        if (UnavailableReason is { } reason)
        {
            return Task.FromResult<EndResult>(new EndResult.Unavailable(reason));
        }

        lock (_lock)
        {
            if (!_sessions.TryGetValue(token.Id, out var session))
            {
                return Task.FromResult<EndResult>(Refused(SessionRefusal.Unknown));
            }

            var denied = session.MayEnd(token.SecretDigest, descriptor.Scheme, proof, descriptor.Possession.Certificate, Now);
            return Task.FromResult<EndResult>(denied != SessionRefusal.None
                ? Refused(denied)
                : new EndResult.Ended(session.EndBy(new(RevocationReason.Logout, null, EndInitiator.Holder), Now)));
        }
    }

    private static EndResult.Refused Refused(SessionRefusal refusal) => new(SessionVerdict.Refuse(refusal));
}
