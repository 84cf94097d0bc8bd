using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Cluster.Tests.Http.Problems;

/// <summary>The edge below HTTP, answering what a test says: for answers that are hard to come by.</summary>
internal sealed class ScriptedSessionClient : ISessionClient
{
    private object? _asked;

    /// <summary>Thrown by every call, if set.</summary>
    public Exception? Fault { get; set; }

    public EstablishResult? Establishment { get; set; }

    public SessionVerdict? Verdict { get; set; }

    public RevokeResult? Revocation { get; set; }

    public EndResult? End { get; set; }

    public InfoResult? Info { get; set; }

    public ListResult? List { get; set; }

    public RotateResult? Rotation { get; set; }

    public RenewalResult? Renewal { get; set; }

    public OwnListResult? Own { get; set; }

    public OwnEndResult? OwnEnd { get; set; }

    public SignalResult? Signal { get; set; }

    public LockResult? Lock { get; set; }

    public UnlockResult? Unlock { get; set; }

    public LockListResult? Locks { get; set; }

    public Task<EstablishResult> EstablishAsync(EstablishDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(Establishment, descriptor);

    public async ValueTask<SessionVerdict> ValidateAsync(ValidateDescriptor descriptor, CancellationToken cancellationToken = default) => await Answer(Verdict, descriptor);

    public async ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default) => await Answer(Verdict, descriptor);

    public Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(End, descriptor);

    public Task<RevokeResult> RevokeAsync(RevokeDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(Revocation, descriptor);

    public Task<RevokeResult> RevokeSubjectAsync(RevokeSubjectDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(Revocation);

    public Task<InfoResult> GetInfoAsync(SessionId id, CancellationToken cancellationToken = default) => Answer(Info);

    public Task<ListResult> ListAsync(SubjectId subject, SessionId after = default, CancellationToken cancellationToken = default) => Answer(List);

    public Task<RotateResult> RotateAsync(RotateDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(Rotation, descriptor);

    public Task<RenewalResult> StepUpAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(Renewal, descriptor);

    public Task<RenewalResult> ReauthenticateAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(Renewal, descriptor);

    public Task<OwnListResult> ListOwnAsync(HolderDescriptor descriptor, SessionId after = default, CancellationToken cancellationToken = default) => Answer(Own, descriptor);

    public Task<OwnEndResult> EndOwnAsync(HolderDescriptor descriptor, SessionId id, CancellationToken cancellationToken = default) => Answer(OwnEnd, descriptor);

    public Task<SignalResult> SignalAsync(SignalDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(Signal, descriptor);

    public Task<LockResult> LockAsync(LockOrder order, CancellationToken cancellationToken = default) => Answer(Lock, order);

    public Task<UnlockResult> UnlockAsync(EventId id, ClientId caller, CancellationToken cancellationToken = default) => Answer(Unlock, id);

    public Task<LockListResult> ListLocksAsync(EventId after = default, CancellationToken cancellationToken = default) => Answer(Locks, after);

    /// <summary>What was asked last, when it is one of these.</summary>
    public TDescriptor Asked<TDescriptor>() => Assert.IsAssignableFrom<TDescriptor>(_asked);

    /// <summary>True when nothing was asked.</summary>
    public bool IsUntouched => _asked is null;

    private async Task<T> Answer<T>(T? answer, object? asked = null)
        where T : class
    {
        _asked = asked;

        // As a call to a grain: the caller gets to go on elsewhere.
        await Task.Yield();
        return Fault is null ? answer ?? throw new InvalidOperationException("The test says nothing about this call.") : throw Fault;
    }
}
