using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>A service without a cluster that keeps every guarantee, but for the lapse that a test gives it.</summary>
internal sealed partial class ModelClient(Lapse lapse = Lapse.None) : ISessionClient
{
    private const string Nonce = "nonce-of-the-model";

    private readonly ConcurrentDictionary<string, Session> _byToken = new();
    private readonly ConcurrentDictionary<SessionId, Session> _byId = new();
    private readonly ConcurrentDictionary<string, bool> _proofs = new();
    private int _calls;

    public Task<EstablishResult> EstablishAsync(EstablishDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        if (lapse == Lapse.Refuses)
        {
            return Task.FromResult<EstablishResult>(new EstablishResult.Refused(EstablishRefusal.UnknownClass, "There is no such class."));
        }

        if (lapse == Lapse.AnswersNobody)
        {
            return Task.FromResult<EstablishResult>(new EstablishResult.Unavailable(UnavailableReason.Storage));
        }

        var session = new Session(descriptor);
        _byToken[session.Token] = session;
        _byId[session.Id] = session;
        return Task.FromResult<EstablishResult>(new EstablishResult.Established(new SessionToken(session.Token), session.Id, session.Facts.AbsoluteDeadline, session.Facts.IdleTimeout, AssuranceLevel.Aal2));
    }

    public ValueTask<SessionVerdict> ValidateAsync(ValidateDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        if (IsSilent())
        {
            return new(SessionVerdict.InDoubt(UnavailableReason.Fence));
        }

        if (!_byToken.TryGetValue(descriptor.Token, out var session))
        {
            return new(lapse == Lapse.AcceptsForgeries ? Accept(_byId.Values.First()) : SessionVerdict.Refuse(SessionRefusal.Forged));
        }

        return new(DecidePossession(session, descriptor) ?? DecideSecret(session, descriptor.Token) ?? Decide(session));
    }

    public ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException("The load tester does not introspect.");

    public Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException("The load tester is no holder that logs out.");

    public Task<RevokeResult> RevokeAsync(RevokeDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        if (IsSilent())
        {
            return Task.FromResult<RevokeResult>(new RevokeResult.Unavailable(UnavailableReason.Storage));
        }

        return Task.FromResult<RevokeResult>(lapse != Lapse.ForgetsSessions && _byId.TryGetValue(((RevokeDescriptor.ById)descriptor).Id, out var session) ? End(session) : RevokeResult.UnknownSession.Instance);
    }

    public Task<RevokeResult> RevokeSubjectAsync(RevokeSubjectDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        foreach (var session in _byId.Values.Where(session => session.Facts.Subject == descriptor.Subject))
        {
            End(session);
        }

        return Task.FromResult<RevokeResult>(new RevokeResult.Revoked(Receipt()));
    }

    public Task<InfoResult> GetInfoAsync(SessionId id, CancellationToken cancellationToken = default)
    {
        if (IsSilent())
        {
            return Task.FromResult<InfoResult>(new InfoResult.Unavailable(UnavailableReason.Storage));
        }

        return Task.FromResult<InfoResult>(lapse != Lapse.ForgetsSessions && _byId.TryGetValue(id, out var session) ? new InfoResult.Found(session.Describe(lapse)) : InfoResult.UnknownSession.Instance);
    }

    public Task<ListResult> ListAsync(SubjectId subject, SessionId after = default, CancellationToken cancellationToken = default) => throw new NotSupportedException("The load tester lists nothing.");

    public Task<RenewalResult> ReauthenticateAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException("The load tester does not ask for this.");

    public Task<OwnListResult> ListOwnAsync(HolderDescriptor descriptor, SessionId after = default, CancellationToken cancellationToken = default) => throw new NotSupportedException("The load tester does not ask for this.");

    public Task<OwnEndResult> EndOwnAsync(HolderDescriptor descriptor, SessionId id, CancellationToken cancellationToken = default) => throw new NotSupportedException("The load tester does not ask for this.");

    public Task<SignalResult> SignalAsync(SignalDescriptor descriptor, CancellationToken cancellationToken = default) => throw new NotSupportedException("The load tester does not ask for this.");

    private static SessionVerdict Accept(Session session) => SessionVerdict.Accept(session.Facts, session.Facts.AbsoluteDeadline);

    private static RevocationReceipt Receipt() => new() { SessionsEnded = 1, RevokedAt = DateTimeOffset.UtcNow, EffectiveAt = DateTimeOffset.UtcNow, EventId = EventId.FromBytes(Guid.NewGuid().ToByteArray()) };

    /// <summary>What is decided before anything else; <see langword="null"/> when possession holds.</summary>
    private SessionVerdict? DecidePossession(Session session, ValidateDescriptor descriptor)
    {
        if (session.Certificate is { } certificate && descriptor.Possession.Certificate != certificate)
        {
            return SessionVerdict.Refuse(SessionRefusal.PossessionRequired);
        }

        if (!session.HasKey)
        {
            return null;
        }

        if (descriptor is not { Scheme: TokenScheme.DPoP, Possession.Proof.Proof: var proof })
        {
            return SessionVerdict.Refuse(SessionRefusal.PossessionRequired);
        }

        if (lapse == Lapse.WantsNonces && !Encoding.UTF8.GetString(Base64Url.DecodeFromChars(proof.Split('.')[1])).Contains(Nonce, StringComparison.Ordinal))
        {
            return SessionVerdict.Challenge(SessionRefusal.NonceRequired, Nonce);
        }

        return _proofs.TryAdd(proof, true) || lapse == Lapse.AcceptsReplays ? null : SessionVerdict.Refuse(SessionRefusal.ProofReplayed);
    }

    private SessionVerdict Decide(Session session, bool countsUse = true)
    {
        if (session.IsEnded && lapse != Lapse.AcceptsEndedSessions)
        {
            return SessionVerdict.Refuse(SessionRefusal.Revoked);
        }

        if (lapse != Lapse.ForgetsLocks && _locked.Values.Contains(session.Facts.ClientId.Value))
        {
            return SessionVerdict.Refuse(SessionRefusal.Locked);
        }

        if (lapse == Lapse.RefusesLiveSessions)
        {
            return SessionVerdict.Refuse(SessionRefusal.Revoked);
        }

        return !countsUse || session.TrySpend() || lapse == Lapse.ExceedsLimits ? Accept(session) : SessionVerdict.Refuse(SessionRefusal.UsesExhausted);
    }

    private static RevokeResult.Revoked End(Session session)
    {
        session.IsEnded = true;
        return new RevokeResult.Revoked(Receipt());
    }

    /// <summary>Every third answer is lost, or every one but those to establishments.</summary>
    private bool IsSilent() => lapse switch
    {
        Lapse.LosesAnswers => Interlocked.Increment(ref _calls) % 3 == 0,
        Lapse.FallsSilent => true,
        _ => false,
    };

    private sealed class Session
    {
        private int _spent;

        public Session(EstablishDescriptor descriptor)
        {
            var ring = Edges.Ring(1, 1);
            Id = SessionId.Create(1, DateTimeOffset.UtcNow.AddHours(1), Guid.NewGuid().ToByteArray().AsSpan(0, SessionId.RandomSize));
            Token = TokenFormat.Format(EnvironmentName.Create("dev"), ring, 1, Id, new byte[TokenPayload.SecretSize]);
            Current = Token;
            MaxUses = descriptor.MaxUses;
            HasKey = descriptor.ConfirmationProof is not null;
            Certificate = descriptor.Confirmation?.Thumbprint;
            Facts = new()
            {
                Id = Id,
                Subject = descriptor.Subject,
                Class = descriptor.Class,
                ClientId = descriptor.ClientId,
                Scope = ScopeSet.Empty,
                Audiences = descriptor.Audiences,
                Assurance = AssuranceLevel.Aal2,
                Methods = ["pwd", "otp"],
                AuthenticatedAt = DateTimeOffset.UtcNow,
                IssuedAt = DateTimeOffset.UtcNow,
                AbsoluteDeadline = DateTimeOffset.UtcNow.AddHours(1),
                IdleTimeout = TimeSpan.FromMinutes(30),
                Attributes = SessionAttributes.Empty,
            };
        }

        public SessionId Id { get; }

        public string Token { get; }

        /// <summary>The token that counts; others of it are former ones, or wait for their presentation.</summary>
        public string Current { get; set; }

        /// <summary>Successors that wait, by what they were asked for with.</summary>
        public Dictionary<string, string> Pending { get; } = [];

        /// <summary>Candidates that lost.</summary>
        public HashSet<string> Losers { get; } = [];

        /// <summary>What is refused: candidates that lost, and former tokens of a step-up.</summary>
        public HashSet<string> Dead { get; } = [];

        public int? MaxUses { get; }

        public bool HasKey { get; }

        public KeyThumbprint? Certificate { get; }

        public SessionFacts Facts { get; }

        public bool IsEnded { get; set; }

        public bool TrySpend() => MaxUses is not { } limit || Interlocked.Increment(ref _spent) <= limit;

        public SessionInfo Describe(Lapse lapse) => new()
        {
            Facts = Facts,
            Status = IsEnded ? SessionStatus.Revoked : SessionStatus.Active,
            EstablishedBy = Facts.ClientId,
            LastUsedAt = DateTimeOffset.UtcNow,
            IdleDeadline = DateTimeOffset.UtcNow.AddMinutes(30),
            MaxUses = MaxUses,
            UsesLeft = MaxUses is { } limit ? (lapse == Lapse.OverstatesUses ? limit : Math.Max(0, limit - _spent)) : null,
        };
    }
}
