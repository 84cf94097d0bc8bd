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
            return new(_sessions.TryGetValue(token.Id, out var session) ? session.Introspect(token.SecretDigest, descriptor.Audiences, _locks, Now) : SessionVerdict.Refuse(SessionRefusal.Unknown));
        }
    }

    /// <inheritdoc/>
    public Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<EndResult>(
                Hold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var session, out _) is { } verdict
                    ? verdict.Outcome == VerdictOutcome.Refused ? new EndResult.Refused(verdict) : new EndResult.Unavailable(verdict.Reason)
                    : new EndResult.Ended(session!.EndBy(new(RevocationReason.Logout, null, EndInitiator.Holder), Now)));
        }
    }
}
