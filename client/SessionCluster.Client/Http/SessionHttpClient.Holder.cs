using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Http;

/// <summary>What is asked with a token beside validating it.</summary>
internal sealed partial class SessionHttpClient
{
    /// <inheritdoc/>
    public ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
