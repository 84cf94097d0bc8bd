using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Sessions;

/// <summary>The one edge: refuses at the gate, calls one grain, and turns whatever a call may end with into a result. This part holds what operators ask.</summary>
internal sealed partial class SessionClient(
    IGrainFactory grains,
    EdgeRing ring,
    ITokenGate gate,
    IProofVerifier verifier,
    IOptions<SessionClientOptions> options,
    TimeProvider clock,
    Microsoft.Extensions.Logging.ILogger<SessionClient> logger) : ISessionClient
{
    private readonly SessionReferences _sessions = new(grains);

    private readonly EnvironmentName _environment = EnvironmentName.Create(options.Value.Environment);

    // A silo that died answers nobody, and its gateway's connections do not say so (L21).
    private readonly TimeSpan _patience = options.Value.OperationTimeout;

    /// <inheritdoc/>
    public async Task<RevokeResult> RevokeAsync(RevokeDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        RevocationOrderCheck.Require(descriptor.Order);
        if (!TryAddress(descriptor, out var id, out var call))
        {
            // Nothing that the cluster knows can answer to this token.
            return RevokeResult.UnknownSession.Instance;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return ToResult(await AskAsync(nameof(RevokeAsync), () => Session(id).Revoke(call), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<RevokeResult> RevokeSubjectAsync(RevokeSubjectDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Require.Set(descriptor.Subject.IsUnset, "subject");
        RevocationOrderCheck.Require(descriptor.Order);
        cancellationToken.ThrowIfCancellationRequested();
        var call = new RevokeSubjectCall { Subject = descriptor.Subject, Order = descriptor.Order };
        if (descriptor.Keep is { } keep)
        {
            HolderChecks.Require(keep);
            if (!TryHold(keep.Token, keep.Scheme, keep.Possession, out var held, out var refusal))
            {
                return new RevokeResult.KeepRefused(SessionVerdict.Refuse(refusal));
            }

            // Once: its proof is consumed by the first sending, and the second would be refused for it.
            call = call with { Keep = held };
            return ToResult(await SendAsync(nameof(RevokeSubjectAsync), () => Subject(descriptor.Subject).Revoke(call), _patience, isLast: true, cancellationToken).ConfigureAwait(false));
        }

        return ToResult(await AskAsync(nameof(RevokeSubjectAsync), () => Subject(descriptor.Subject).Revoke(call), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<InfoResult> GetInfoAsync(SessionId id, CancellationToken cancellationToken = default)
    {
        Require.Set(id.IsUnset, "session id");
        cancellationToken.ThrowIfCancellationRequested();
        return await AskAsync(nameof(GetInfoAsync), () => Session(id).GetInfo(new InfoCall()), cancellationToken).ConfigureAwait(false) switch
        {
            InfoOutcome.Found found => new InfoResult.Found(found.Info),
            InfoOutcome.Unavailable unavailable => new InfoResult.Unavailable(unavailable.Reason),
            InfoOutcome.UnknownSession => InfoResult.UnknownSession.Instance,
            _ => new InfoResult.Unavailable(UnavailableReason.Timeout),
        };
    }

    /// <inheritdoc/>
    public async Task<ListResult> ListAsync(SubjectId subject, SessionId after = default, CancellationToken cancellationToken = default)
    {
        Require.Set(subject.IsUnset, "subject");
        cancellationToken.ThrowIfCancellationRequested();
        return await AskAsync(nameof(ListAsync), () => Subject(subject).List(new ListCall { After = after }), cancellationToken).ConfigureAwait(false) switch
        {
            ListOutcome.Page page => await DescribeAsync(page, cancellationToken).ConfigureAwait(false),
            ListOutcome.Unavailable unavailable => new ListResult.Unavailable(unavailable.Reason),
            _ => new ListResult.Unavailable(UnavailableReason.Timeout),
        };
    }

    /// <summary>The index says which sessions there may be; each session says what it is. One that does not answer makes the page unavailable: a list with holes would hide a session.</summary>
    private async Task<ListResult> DescribeAsync(ListOutcome.Page page, CancellationToken cancellationToken)
    {
        var infos = await Task.WhenAll(page.Ids.Select(id => GetInfoAsync(id, cancellationToken))).ConfigureAwait(false);
        foreach (var info in infos)
        {
            if (info is InfoResult.Unavailable unavailable)
            {
                return new ListResult.Unavailable(unavailable.Reason);
            }
        }

        var live = infos.OfType<InfoResult.Found>().Select(found => found.Info).Where(info => info.Status is SessionStatus.Active or SessionStatus.Locked);
        return new ListResult.Page([.. live], page is { More: true, Ids.IsEmpty: false } ? page.Ids[^1] : null);
    }

    private bool TryAddress(RevokeDescriptor descriptor, out SessionId id, out RevokeCall call)
    {
        switch (descriptor)
        {
            case RevokeDescriptor.ByToken byToken:
                ArgumentNullException.ThrowIfNull(byToken.Token);
                var passed = gate.TryPass(byToken.Token, out var token, out _);
                id = token.Id;
                call = new() { Order = descriptor.Order, SecretDigest = token.SecretDigest };
                return passed;
            case RevokeDescriptor.ByTokenOfClient ofClient:
                ArgumentNullException.ThrowIfNull(ofClient.Token);
                Require.Set(ofClient.Client.IsUnset, "client");
                passed = gate.TryPass(ofClient.Token, out token, out _);
                id = token.Id;
                call = new() { Order = descriptor.Order, SecretDigest = token.SecretDigest, OnlyIfOfClient = ofClient.Client };
                return passed;
            case RevokeDescriptor.ById byId:
                id = byId.Id;
                call = new() { Order = descriptor.Order };
                break;
            case RevokeDescriptor.ByIdOfEstablisher byEstablisher:
                Require.Set(byEstablisher.EstablishedBy.IsUnset, "establishing client");
                id = byEstablisher.Id;
                call = new() { Order = descriptor.Order, OnlyIfEstablishedBy = byEstablisher.EstablishedBy };
                break;
            default:
                throw new InvalidOperationException("Unreachable: the descriptor is closed.");
        }

        Require.Set(id.IsUnset, "session id");
        return true;
    }

    private static RevokeResult ToResult(RevokeOutcome? outcome) => outcome switch
    {
        RevokeOutcome.Revoked revoked => new RevokeResult.Revoked(revoked.Receipt),
        RevokeOutcome.Unavailable unavailable => new RevokeResult.Unavailable(unavailable.Reason),
        RevokeOutcome.KeepDenied { Verdict: { Outcome: VerdictOutcome.Refused } verdict } => new RevokeResult.KeepRefused(verdict),
        RevokeOutcome.KeepDenied { Verdict: { Outcome: VerdictOutcome.Unavailable } verdict } => new RevokeResult.Unavailable(verdict.Reason),
        RevokeOutcome.UnknownSession => RevokeResult.UnknownSession.Instance,
        _ => new RevokeResult.Unavailable(UnavailableReason.Timeout),
    };

    private ISessionGrain Session(SessionId id) => _sessions.Get(id);

    private ISubjectGrain Subject(SubjectId subject) => grains.GetGrain<ISubjectGrain>(subject.Key.ToString());
}
