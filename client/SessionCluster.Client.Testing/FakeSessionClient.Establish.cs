using System.Security.Cryptography;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Testing;

/// <summary>Sessions and their tokens.</summary>
public sealed partial class FakeSessionClient
{
    private static readonly TimeSpan MaxAuthenticationAge = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>The assurance level of sessions established from now on, whatever their methods: <see cref="AssuranceLevel.Aal2"/> by default. The service computes it from a configured table.</summary>
    public AssuranceLevel Assurance { get; set; } = AssuranceLevel.Aal2;

    /// <summary>Establishes a session as a test usually needs it, and returns its token.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="audience">The audience.</param>
    /// <param name="scope">The scope, space-delimited; empty by default.</param>
    /// <exception cref="ArgumentException">A text is none of its kind.</exception>
    public SessionToken Issue(string subject, string audience, string scope = "")
    {
        if (!SubjectId.TryCreate(subject, out var subjectId, out var rule))
        {
            throw new ArgumentException(rule, nameof(subject));
        }

        if (!ScopeSet.TryParse(scope, out var set))
        {
            throw new ArgumentException(ScopeSet.Rule, nameof(scope));
        }

        return Add(new()
        {
            Subject = subjectId,
            Class = SessionClassName.Create("interactive"),
            Audiences = [Abstractions.Identifiers.Audience.Create(audience)],
            Authentication = new(["pwd", "otp"], DateTimeOffset.FromUnixTimeSeconds(Now.ToUnixTimeSeconds())),
            EstablishedBy = ClientId.Create("login"),
            Scope = set,
        }).Token;
    }

    /// <summary>Ends the session of a token, as an administrator does.</summary>
    /// <exception cref="ArgumentException">It is no token of this client.</exception>
    public void Revoke(SessionToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        lock (_lock)
        {
            if (!_gate.TryPass(token.Reveal(), out var presented, out _) || !_sessions.TryGetValue(presented.Id, out var session))
            {
                throw new ArgumentException("No session of this client has that token.", nameof(token));
            }

            session.EndBy(new(RevocationReason.Admin, null, EndInitiator.By(ClientId.Create("admin"))), Now);
        }
    }

    /// <inheritdoc/>
    public Task<EstablishResult> EstablishAsync(EstablishDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Require.Set(descriptor.Subject.IsUnset, "subject");
        Require.Set(descriptor.EstablishedBy.IsUnset, "establishing client");
        ConfirmationCheck.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (UnavailableReason is { } reason)
        {
            return Task.FromResult<EstablishResult>(new EstablishResult.Unavailable(reason));
        }

        lock (_lock)
        {
            return Task.FromResult(_possession.Bind(descriptor, out var confirmation) ?? Admit(descriptor.Subject, descriptor.Authentication) ?? (EstablishResult)Add(descriptor, confirmation));
        }
    }

    private EstablishResult.Refused? Refusal(SubjectId subject, AuthenticationEvent authentication)
    {
        var authenticatedAt = authentication.AuthenticatedAt;
        var isCutOff = _cutOffs.TryGetValue(subject, out var cutOff) && authenticatedAt <= cutOff + Tolerance;
        if (isCutOff || Now - authenticatedAt > MaxAuthenticationAge || authenticatedAt > Now + Tolerance)
        {
            return new EstablishResult.Refused(EstablishRefusal.Reauthenticate, "The authentication is too old, ahead of the clock, or precedes a cut-off: authenticate again.");
        }

        return authentication.Id is { } id && _events.Contains((subject, id))
            ? new EstablishResult.Refused(EstablishRefusal.Conflict, "This authentication event has already admitted a session: authenticate again.")
            : null;
    }

    private EstablishResult.Refused? Admit(SubjectId subject, AuthenticationEvent authentication)
    {
        var refused = Refusal(subject, authentication);
        if (refused is null)
        {
            Note(subject, authentication);
        }

        return refused;
    }

    private void Note(SubjectId subject, AuthenticationEvent authentication)
    {
        if (authentication.Id is { } id)
        {
            _events.Add((subject, id));
        }
    }

    private EstablishResult.Established Add(EstablishDescriptor descriptor, Confirmation? confirmation = null)
    {
        var now = Now;
        var deadline = now + AbsoluteLifetime;
        var secret = RandomNumberGenerator.GetBytes(TokenPayload.SecretSize);
        var id = SessionId.Create(RandomNumberGenerator.GetBytes(1)[0], deadline, RandomNumberGenerator.GetBytes(SessionId.RandomSize));
        var session = new FakeSession
        {
            Facts = new()
            {
                Id = id,
                Subject = descriptor.Subject,
                Class = descriptor.Class,
                ClientId = descriptor.ClientId.IsUnset ? descriptor.EstablishedBy : descriptor.ClientId,
                Scope = descriptor.Scope,
                Audiences = descriptor.Audiences,
                Assurance = Assurance,
                Methods = descriptor.Authentication.Methods,
                AuthenticatedAt = descriptor.Authentication.AuthenticatedAt,
                IssuedAt = now,
                AbsoluteDeadline = deadline,
                IdleTimeout = IdleTimeout,
                Attributes = descriptor.Attributes,
                Confirmation = confirmation,
                KeyStorage = descriptor.KeyStorage,
                Human = Human,
            },
            Secrets = new(SecretDigest.Of(secret), RotateAfter, now),
            Device = descriptor.Device,
            EstablishedBy = descriptor.EstablishedBy,
            MaxUses = descriptor.MaxUses,
            LastUsedAt = now,
            Context = descriptor.Context,
        };
        lock (_lock)
        {
            _sessions.Add(id, session);
        }

        return new(new SessionToken(TokenFormat.Format(_environment, _ring, _ring.CurrentId, id, secret)), id, deadline, IdleTimeout, Assurance) { Confirmation = confirmation, RotateAfter = session.Secrets.RotateAfter };
    }
}
