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

    public Task<EstablishResult> EstablishAsync(EstablishDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(Establishment, descriptor);

    public async ValueTask<SessionVerdict> ValidateAsync(ValidateDescriptor descriptor, CancellationToken cancellationToken = default) => await Answer(Verdict, descriptor);

    public async ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default) => await Answer(Verdict, descriptor);

    public Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(End, descriptor);

    public Task<RevokeResult> RevokeAsync(RevokeDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(Revocation, descriptor);

    public Task<RevokeResult> RevokeSubjectAsync(RevokeSubjectDescriptor descriptor, CancellationToken cancellationToken = default) => Answer(Revocation);

    public Task<InfoResult> GetInfoAsync(SessionId id, CancellationToken cancellationToken = default) => Answer(Info);

    public Task<ListResult> ListAsync(SubjectId subject, SessionId after = default, CancellationToken cancellationToken = default) => Answer(List);

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
