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
        lock (_lock)
        {
            var denied = Hold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var session, out _);
            return Task.FromResult<EndResult>(
                UnavailableReason is { } reason && session is not null ? new EndResult.Unavailable(reason)
                : denied != SessionRefusal.None ? new EndResult.Refused(SessionVerdict.Refuse(denied))
                : new EndResult.Ended(session!.EndBy(new(RevocationReason.Logout, null, EndInitiator.Holder), Now)));
        }
    }
}
