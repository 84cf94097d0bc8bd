using System.Security.Cryptography;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Testing;

/// <summary>Rotation, step-up, re-authentication. For what request a proof is, the descriptor says: this client has no public URL.</summary>
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

    private RotateResult Rotate(RotateDescriptor descriptor)
    {
        if (Hold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var session, out var presented) is { } verdict)
        {
            return verdict.Outcome == VerdictOutcome.Refused ? new RotateResult.Refused(verdict) : new RotateResult.Unavailable(verdict.Reason);
        }

        // As everywhere, a successor that is shown for the first time is current from then on (P-T2).
        session!.Secrets.Confirm(presented, Now);
        var facts = session.Facts;
        if (descriptor.RotationId.IsUnset != facts.Confirmation is not null)
        {
            return new RotateResult.Conflict("A bearer session is rotated with a rotation id of its holder's, and a bound one without.");
        }

        var isCurrent = session.Secrets.StandingOf(presented, Now) == FakeStanding.Current;
        return (isCurrent ? session.Secrets.Stage(descriptor.RotationId) : session.Secrets.SuccessorOfFormer(descriptor.RotationId)) is { } secret
            ? new RotateResult.Rotated(TokenOf(facts.Id, secret), facts.Id, facts.AbsoluteDeadline, facts.IdleTimeout, facts.Assurance) { Confirmation = facts.Confirmation, RotateAfter = session.Secrets.NextAfter(Now) }
            : isCurrent ? new RotateResult.Conflict("Four other rotations of this token wait for their presentation: present one of them.")
            : new RotateResult.Refused(SessionVerdict.Refuse(SessionRefusal.Superseded));
    }

    private RenewalResult? Renew(RenewalDescriptor descriptor, out FakeSession? session)
    {
        // First what tells nothing of the session, as the service does.
        session = null;
        if (Present(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var token, out var proof) is { } unheld)
        {
            return unheld.Outcome == VerdictOutcome.Refused ? new RenewalResult.Denied(unheld) : new RenewalResult.Unavailable(unheld.Reason);
        }

        if (Refusal(descriptor.Subject, descriptor.Authentication) is { } refused)
        {
            return new RenewalResult.Refused(refused.Refusal, refused.Detail);
        }

        var denied = !_sessions.TryGetValue(token.Id, out session) || session.Facts.Subject != descriptor.Subject
            ? SessionRefusal.Unknown
            : session.MayRenew(token.SecretDigest, descriptor.Scheme, proof, descriptor.Possession.Certificate, _locks, Now);
        if (denied != SessionRefusal.None)
        {
            return new RenewalResult.Denied(SessionVerdict.Refuse(denied));
        }

        if (descriptor.Authentication.AuthenticatedAt.ToUnixTimeSeconds() < session!.Facts.AuthenticatedAt.ToUnixTimeSeconds())
        {
            return new RenewalResult.Refused(EstablishRefusal.Reauthenticate, "The authentication lies before the session's own: authenticate again.");
        }

        Note(descriptor.Subject, descriptor.Authentication);
        return null;
    }

    private RenewalResult.Renewed StepUp(RenewalDescriptor descriptor, FakeSession session)
    {
        var secret = RandomNumberGenerator.GetBytes(SessionSecret.Size);
        session.Secrets.Replace(SecretDigest.Of(secret), Now);
        session.Facts = session.Facts with
        {
            Assurance = Assurance > session.Facts.Assurance ? Assurance : session.Facts.Assurance,
            Methods = descriptor.Authentication.Methods,
            AuthenticatedAt = descriptor.Authentication.AuthenticatedAt,
        };
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

    private SessionToken TokenOf(SessionId id, ReadOnlySpan<byte> secret) => new(TokenFormat.Format(_environment, _ring, _ring.CurrentId, id, secret));
}
