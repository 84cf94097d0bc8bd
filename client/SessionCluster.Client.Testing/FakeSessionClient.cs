using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Testing;

/// <summary>
/// A session client in memory, for the tests of a service that validates tokens: register it as the <see cref="ISessionClient"/> instead of the real one. Its tokens look like real ones and pass the real gate, its refusals are
/// the real ones, and it is held to the same contract tests as the clients over the gateway and over HTTP.
/// </summary>
/// <remarks>
/// It has no session classes, no callers and no limits of sessions: every class name is a class of 12 h and 30 min that takes bearer sessions and any key, and everybody may ask for everything. Proofs are really verified, compared with
/// the session's key and accepted once by this instance; how old they are is not looked at, and no nonce is ever asked for or compared. Safe for use by many threads.
/// </remarks>
public sealed partial class FakeSessionClient : ISessionClient
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, FakeSession> _sessions = [];
    private readonly Dictionary<SubjectId, DateTimeOffset> _cutOffs = [];
    private readonly HashSet<(SubjectId Subject, string Event)> _events = [];
    private readonly FakeClock _clock;
    private readonly EnvironmentName _environment;
    private readonly KeyRing _ring;
    private readonly TokenGate _gate;
    private readonly FakePossession _possession = new();
    private readonly FakeLocks _locks = new();

    /// <summary>Makes a client without sessions.</summary>
    /// <param name="clock">The clock that <see cref="Advance"/> runs ahead of; the system's by default.</param>
    /// <param name="environment">The environment in its tokens; <c>dev</c> by default.</param>
    /// <exception cref="ArgumentException">The environment is none.</exception>
    public FakeSessionClient(TimeProvider? clock = null, string environment = "dev")
    {
        _clock = new(clock ?? TimeProvider.System);
        _environment = EnvironmentName.Create(environment);
        _ring = KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = RandomNumberGenerator.GetBytes(KeyRing.KeySize) });
        _gate = new(new EdgeRing(_ring), Options.Create(new SessionClientOptions { Environment = environment }), _clock);
    }

    /// <summary>The absolute lifetime of sessions established from now on: 12 h by default.</summary>
    public TimeSpan AbsoluteLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The idle timeout of sessions established from now on: 30 min by default.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether sessions that are established from now on stand for a human being: true by default.</summary>
    public bool Human { get; set; } = true;

    /// <summary>How long after its establishment, its latest rotation or step-up a session asks to be rotated (<c>rotate_after</c>); <see langword="null"/> (default) for on demand. For sessions established from now on.</summary>
    public TimeSpan? RotateAfter { get; set; }

    /// <summary>When set, every call is in doubt for this reason, as if the cluster were not there; <see langword="null"/> (default) when it is there.</summary>
    public UnavailableReason? UnavailableReason { get; set; }

    /// <summary>What this client takes for now.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Lets time pass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative: clocks of sessions never go back.</exception>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        _clock.Advance(span);
    }

    /// <inheritdoc/>
    public ValueTask<SessionVerdict> ValidateAsync(ValidateDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ValidateDescriptorCheck.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_gate.TryPass(descriptor.Token, out var token, out var refusal))
        {
            return new(SessionVerdict.Refuse(refusal));
        }

        if (!_possession.TryShow(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var proof))
        {
            return new(SessionVerdict.Refuse(SessionRefusal.ProofInvalid));
        }

        if (UnavailableReason is { } reason)
        {
            return new(SessionVerdict.InDoubt(reason));
        }

        lock (_lock)
        {
            return new(_sessions.TryGetValue(token.Id, out var session) ? session.Decide(token.SecretDigest, descriptor, proof, _locks, Now) : SessionVerdict.Refuse(SessionRefusal.Unknown));
        }
    }

    /// <inheritdoc/>
    public Task<RevokeResult> RevokeAsync(RevokeDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        RevocationOrderCheck.Require(descriptor.Order);
        var (id, secret) = descriptor switch
        {
            RevokeDescriptor.ByToken byToken => _gate.TryPass(byToken.Token, out var token, out _) ? (token.Id, (SecretDigest?)token.SecretDigest) : (default, default(SecretDigest)),
            RevokeDescriptor.ByTokenOfClient ofClient => _gate.TryPass(ofClient.Token, out var token, out _) ? (token.Id, (SecretDigest?)token.SecretDigest) : (default, default(SecretDigest)),
            RevokeDescriptor.ById byId => (byId.Id, null),
            RevokeDescriptor.ByIdOfEstablisher byEstablisher => (byEstablisher.Id, null),
            _ => throw new InvalidOperationException("Unreachable: the descriptor is closed."),
        };
        Require.Set(id.IsUnset && secret is null, "session id");
        cancellationToken.ThrowIfCancellationRequested();
        if (UnavailableReason is { } reason)
        {
            return Task.FromResult<RevokeResult>(new RevokeResult.Unavailable(reason));
        }

        lock (_lock)
        {
            var known = _sessions.TryGetValue(id, out var session)
                && (secret is not { } digest || session.Secrets.StandingOf(digest, Now) != FakeStanding.Foreign)
                && (descriptor is not RevokeDescriptor.ByIdOfEstablisher own || session.EstablishedBy == own.EstablishedBy)
                && (descriptor is not RevokeDescriptor.ByTokenOfClient of || session.EstablishedBy == of.Client || session.Facts.ClientId == of.Client);
            return Task.FromResult<RevokeResult>(known ? new RevokeResult.Revoked(session!.EndBy(descriptor.Order, Now)) : RevokeResult.UnknownSession.Instance);
        }
    }

    /// <inheritdoc/>
    public Task<RevokeResult> RevokeSubjectAsync(RevokeSubjectDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Require.Set(descriptor.Subject.IsUnset, "subject");
        RevocationOrderCheck.Require(descriptor.Order);
        cancellationToken.ThrowIfCancellationRequested();
        if (UnavailableReason is { } reason)
        {
            return Task.FromResult<RevokeResult>(new RevokeResult.Unavailable(reason));
        }

        lock (_lock)
        {
            FakeSession? kept = null;
            if (descriptor.Keep is { } keep)
            {
                HolderChecks.Require(keep);
                if (Hold(keep.Token, keep.Scheme, keep.Possession, out kept, out _, descriptor.Subject) is { } verdict)
                {
                    return Task.FromResult<RevokeResult>(new RevokeResult.KeepRefused(verdict));
                }
            }

            _cutOffs[descriptor.Subject] = Now;
            var ended = 0;
            foreach (var session in _sessions.Values.Where(session => session.Facts.Subject == descriptor.Subject && session.End is null && session != kept))
            {
                session.EndBy(descriptor.Order, Now);
                ended++;
            }

            return Task.FromResult<RevokeResult>(new RevokeResult.Revoked(Receipts.Of(Now, ended, subject: descriptor.Subject)));
        }
    }

    /// <inheritdoc/>
    public Task<InfoResult> GetInfoAsync(SessionId id, CancellationToken cancellationToken = default)
    {
        Require.Set(id.IsUnset, "session id");
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<InfoResult>(UnavailableReason is { } reason ? new InfoResult.Unavailable(reason)
                : _sessions.TryGetValue(id, out var session) ? new InfoResult.Found(session.InfoAt(Now)) : InfoResult.UnknownSession.Instance);
        }
    }

    /// <inheritdoc/>
    public Task<ListResult> ListAsync(SubjectId subject, SessionId after = default, CancellationToken cancellationToken = default)
    {
        Require.Set(subject.IsUnset, "subject");
        cancellationToken.ThrowIfCancellationRequested();
        if (UnavailableReason is { } reason)
        {
            return Task.FromResult<ListResult>(new ListResult.Unavailable(reason));
        }

        lock (_lock)
        {
            var live = _sessions.Values.Where(session => session.Facts.Subject == subject && session.StatusAt(Now) is SessionStatus.Active or SessionStatus.Locked);
            var rest = live.Select(session => session.InfoAt(Now)).OrderBy(info => info.Facts.Id.ToString(), StringComparer.Ordinal)
                .Where(info => after.IsUnset || string.CompareOrdinal(info.Facts.Id.ToString(), after.ToString()) > 0).ToArray();
            var page = rest.Take(ListCall.PageSize).ToArray();
            return Task.FromResult<ListResult>(new ListResult.Page([.. page], rest.Length > page.Length ? page[^1].Facts.Id : null));
        }
    }
}
