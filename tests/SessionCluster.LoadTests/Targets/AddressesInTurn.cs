using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;

namespace SessionCluster.LoadTests.Targets;

/// <summary>Several clients as one: each call goes to the next. No load balancer: what is sent to an address that is gone is not sent to another.</summary>
internal sealed class AddressesInTurn(IReadOnlyList<ISessionClient> clients) : ISessionClient
{
    private int _next;

    public Task<EstablishResult> EstablishAsync(EstablishDescriptor descriptor, CancellationToken cancellationToken = default) => Next().EstablishAsync(descriptor, cancellationToken);

    public ValueTask<SessionVerdict> ValidateAsync(ValidateDescriptor descriptor, CancellationToken cancellationToken = default) => Next().ValidateAsync(descriptor, cancellationToken);

    public ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default) => Next().IntrospectAsync(descriptor, cancellationToken);

    public Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default) => Next().EndAsync(descriptor, cancellationToken);

    public Task<RevokeResult> RevokeAsync(RevokeDescriptor descriptor, CancellationToken cancellationToken = default) => Next().RevokeAsync(descriptor, cancellationToken);

    public Task<RevokeResult> RevokeSubjectAsync(RevokeSubjectDescriptor descriptor, CancellationToken cancellationToken = default) => Next().RevokeSubjectAsync(descriptor, cancellationToken);

    public Task<InfoResult> GetInfoAsync(SessionId id, CancellationToken cancellationToken = default) => Next().GetInfoAsync(id, cancellationToken);

    public Task<ListResult> ListAsync(SubjectId subject, SessionId after = default, CancellationToken cancellationToken = default) => Next().ListAsync(subject, after, cancellationToken);

    public Task<RotateResult> RotateAsync(RotateDescriptor descriptor, CancellationToken cancellationToken = default) => Next().RotateAsync(descriptor, cancellationToken);

    public Task<RenewalResult> StepUpAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) => Next().StepUpAsync(descriptor, cancellationToken);

    public Task<RenewalResult> ReauthenticateAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) => Next().ReauthenticateAsync(descriptor, cancellationToken);

    public Task<OwnListResult> ListOwnAsync(HolderDescriptor descriptor, SessionId after = default, CancellationToken cancellationToken = default) => Next().ListOwnAsync(descriptor, after, cancellationToken);

    public Task<OwnEndResult> EndOwnAsync(HolderDescriptor descriptor, SessionId id, CancellationToken cancellationToken = default) => Next().EndOwnAsync(descriptor, id, cancellationToken);

    public Task<SignalResult> SignalAsync(SignalDescriptor descriptor, CancellationToken cancellationToken = default) => Next().SignalAsync(descriptor, cancellationToken);

    public Task<LockResult> LockAsync(LockOrder order, CancellationToken cancellationToken = default) => Next().LockAsync(order, cancellationToken);

    public Task<UnlockResult> UnlockAsync(EventId id, ClientId caller, CancellationToken cancellationToken = default) => Next().UnlockAsync(id, caller, cancellationToken);

    public Task<LockListResult> ListLocksAsync(EventId after = default, CancellationToken cancellationToken = default) => Next().ListLocksAsync(after, cancellationToken);

    private ISessionClient Next() => clients[(int)((uint)Interlocked.Increment(ref _next) % (uint)clients.Count)];
}
