using System.Security.Cryptography;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Testing;

/// <summary>Rotation, step-up, re-authentication, and what a holder sees. For what request a proof is, the descriptor says: this client has no public URL.</summary>
public sealed partial class FakeSessionClient
{
    /// <inheritdoc/>
    public Task<RotateResult> RotateAsync(RotateDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(Rotate(descriptor));
        }
    }

    /// <inheritdoc/>
    public Task<RenewalResult> StepUpAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(Renew(descriptor, out var session) ?? StepUp(descriptor, session!));
        }
    }

    /// <inheritdoc/>
    public Task<RenewalResult> ReauthenticateAsync(RenewalDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(Renew(descriptor, out var session) ?? Succeed(descriptor, session!));
        }
    }

    /// <inheritdoc/>
    public async Task<OwnListResult> ListOwnAsync(HolderDescriptor descriptor, SessionId after = default, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        FakeSession? session;
        lock (_lock)
        {
            if (Hold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out session, out _) is var denied and not SessionRefusal.None)
            {
                return new OwnListResult.Refused(SessionVerdict.Refuse(denied));
            }
        }

        return await ListAsync(session!.Facts.Subject, after, cancellationToken).ConfigureAwait(false) switch
        {
            ListResult.Page page => new OwnListResult.Page(session.Facts.Id, page.Sessions, page.Next),
            ListResult.Unavailable unavailable => new OwnListResult.Unavailable(unavailable.Reason),
            _ => throw new InvalidOperationException("Unreachable: the result is closed."),
        };
    }

    /// <inheritdoc/>
    public Task<OwnEndResult> EndOwnAsync(HolderDescriptor descriptor, SessionId id, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        Require.Set(id.IsUnset, "session id");
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var denied = Hold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var session, out _);
            return Task.FromResult<OwnEndResult>(
                UnavailableReason is { } reason ? new OwnEndResult.Unavailable(reason)
                : denied != SessionRefusal.None ? new OwnEndResult.Refused(SessionVerdict.Refuse(denied))
                : _sessions.TryGetValue(id, out var named) && named.Facts.Subject == session!.Facts.Subject
                    ? new OwnEndResult.Ended(named.EndBy(new(RevocationReason.Logout, null, EndInitiator.Holder), Now))
                    : OwnEndResult.UnknownSession.Instance);
        }
    }

    private RotateResult Rotate(RotateDescriptor descriptor)
    {
        if (UnavailableReason is { } reason)
        {
            return new RotateResult.Unavailable(reason);
        }

        if (Hold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var session, out var presented) is var denied and not SessionRefusal.None)
        {
            return new RotateResult.Refused(SessionVerdict.Refuse(denied));
        }

        var facts = session!.Facts;
        if (descriptor.RotationId.IsUnset != facts.Confirmation is not null)
        {
            return new RotateResult.Conflict("A bearer session is rotated with a rotation id of its holder's, and a bound one without.");
        }

        return session.Secrets.Stage(presented, descriptor.RotationId) is { } secret
            ? new RotateResult.Rotated(TokenOf(facts.Id, secret), facts.Id, facts.AbsoluteDeadline, facts.IdleTimeout, facts.Assurance) { Confirmation = facts.Confirmation }
            : new RotateResult.Conflict("Four other rotations of this token wait for their presentation: present one of them.");
    }

    private RenewalResult? Renew(RenewalDescriptor descriptor, out FakeSession? session)
    {
        session = null;
        if (UnavailableReason is { } reason)
        {
            return new RenewalResult.Unavailable(reason);
        }

        var denied = Hold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out session, out _, isRenewal: true);
        denied = denied == SessionRefusal.None && session!.Facts.Subject != descriptor.Subject ? SessionRefusal.Unknown : denied;
        return denied != SessionRefusal.None ? new RenewalResult.Denied(SessionVerdict.Refuse(denied))
            : Refusal(descriptor.Subject, descriptor.Authentication) is { } refused ? new RenewalResult.Refused(refused.Refusal, refused.Detail)
            : null;
    }

    private RenewalResult.Renewed StepUp(RenewalDescriptor descriptor, FakeSession session)
    {
        var secret = RandomNumberGenerator.GetBytes(SessionSecret.Size);
        session.Secrets.Replace(SecretDigest.Of(secret));
        session.Secrets.RotateAfter = RotateAfter is { } span ? Now + span : null;
        session.Facts = session.Facts with { Methods = descriptor.Authentication.Methods, AuthenticatedAt = descriptor.Authentication.AuthenticatedAt };
        session.LastUsedAt = Now;
        var facts = session.Facts;
        return new RenewalResult.Renewed(TokenOf(facts.Id, secret), facts.Id, facts.AbsoluteDeadline, facts.IdleTimeout, facts.Assurance) { Confirmation = facts.Confirmation, RotateAfter = session.Secrets.RotateAfter };
    }

    private RenewalResult.Renewed Succeed(RenewalDescriptor descriptor, FakeSession session)
    {
        var facts = session.Facts;
        var successor = Add(
            new()
            {
                Subject = facts.Subject,
                Class = facts.Class,
                Audiences = facts.Audiences,
                Authentication = descriptor.Authentication,
                EstablishedBy = descriptor.Caller,
                ClientId = facts.ClientId,
                Scope = facts.Scope,
                MaxUses = session.MaxUses,
                KeyStorage = facts.KeyStorage,
                Context = session.Context,
                Device = session.Device,
                Attributes = facts.Attributes,
            },
            facts.Confirmation);
        session.EndBy(new(RevocationReason.Policy, "reauthentication", EndInitiator.By(descriptor.Caller)), Now);
        return new RenewalResult.Renewed(successor.Token, successor.Id, successor.AbsoluteDeadline, successor.IdleTimeout, successor.Assurance) { Confirmation = successor.Confirmation, RotateAfter = successor.RotateAfter };
    }

    /// <summary>What a holder is refused for, if anything.</summary>
    private SessionRefusal Hold(string text, TokenScheme scheme, PresentedPossession possession, out FakeSession? session, out SecretDigest presented, bool isRenewal = false)
    {
        session = null;
        presented = default;
        if (!_gate.TryPass(text, out var token, out var refusal))
        {
            return refusal;
        }

        if (!_possession.TryShow(text, scheme, possession, out var proof))
        {
            return SessionRefusal.ProofInvalid;
        }

        presented = token.SecretDigest;
        return !_sessions.TryGetValue(token.Id, out session) ? SessionRefusal.Unknown
            : isRenewal ? session.MayRenew(presented, scheme, proof, possession.Certificate, _locks, Now)
            : session.MayHold(presented, scheme, proof, possession.Certificate, _locks, Now);
    }

    private SessionToken TokenOf(SessionId id, ReadOnlySpan<byte> secret) => new(TokenFormat.Format(_environment, _ring, _ring.CurrentId, id, secret));
}
