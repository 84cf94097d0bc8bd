using System.Collections.Concurrent;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Unit.Tests.AspNetCore;

/// <summary>Answers every validation as the test says, and keeps what was asked.</summary>
internal sealed class ScriptedSessions : ISessionClient
{
    private readonly ConcurrentQueue<ValidateDescriptor> _asked = new();

    public SessionVerdict Verdict { get; set; } = SessionVerdict.Refuse(SessionRefusal.Unknown);

    public IReadOnlyCollection<ValidateDescriptor> Asked => [.. _asked];

    public ValueTask<SessionVerdict> ValidateAsync(ValidateDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        _asked.Enqueue(descriptor);
        return new(Verdict);
    }

    public Task<EstablishResult> EstablishAsync(EstablishDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<RevokeResult> RevokeAsync(RevokeDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<RevokeResult> RevokeSubjectAsync(RevokeSubjectDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<InfoResult> GetInfoAsync(SessionId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ListResult> ListAsync(SubjectId subject, SessionId after = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<RotateResult> RotateAsync(RotateDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<RenewalResult> StepUpAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<RenewalResult> ReauthenticateAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<OwnListResult> ListOwnAsync(HolderDescriptor descriptor, SessionId after = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<OwnEndResult> EndOwnAsync(HolderDescriptor descriptor, SessionId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SignalResult> SignalAsync(SignalDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<LockResult> LockAsync(LockOrder order, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<UnlockResult> UnlockAsync(EventId id, ClientId caller, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<LockListResult> ListLocksAsync(EventId after = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
