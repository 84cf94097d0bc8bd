using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Testing;

public sealed partial class FakeSessionClient
{
    /// <inheritdoc/>
    public Task<RotateResult> RotateAsync(RotateDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<RenewalResult> StepUpAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<RenewalResult> ReauthenticateAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<OwnListResult> ListOwnAsync(HolderDescriptor descriptor, SessionId after = default, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<OwnEndResult> EndOwnAsync(HolderDescriptor descriptor, SessionId id, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<SignalResult> SignalAsync(SignalDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<LockResult> LockAsync(LockOrder order, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<UnlockResult> UnlockAsync(EventId id, ClientId caller, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<LockListResult> ListLocksAsync(EventId after = default, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
