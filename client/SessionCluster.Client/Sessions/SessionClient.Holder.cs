using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>What is asked with a token beside validating it: introspection, and the holder's own logout.</summary>
internal sealed partial class SessionClient
{
    /// <inheritdoc/>
    public ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
