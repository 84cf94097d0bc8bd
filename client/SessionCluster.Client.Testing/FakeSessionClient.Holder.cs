using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Testing;

public sealed partial class FakeSessionClient
{
    /// <inheritdoc/>
    public ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
