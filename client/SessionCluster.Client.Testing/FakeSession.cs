using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Testing;

/// <summary>One session in memory. Guarded by its client's lock.</summary>
internal sealed class FakeSession
{
    private readonly HashSet<Digest128> _proofs = [];

    public required SessionFacts Facts { get; set; }

    public required FakeSecrets Secrets { get; init; }

    public required DeviceId Device { get; init; }

    public required ClientId EstablishedBy { get; init; }

    public required int? MaxUses { get; init; }

    public required DateTimeOffset LastUsedAt { get; set; }

    /// <summary>What the client declared at establishment.</summary>
    public required ClientContext? Context { get; init; }

    public int Uses { get; set; }

    public (RevocationReceipt Receipt, RevocationOrder Order)? End { get; private set; }

    public DateTimeOffset IdleDeadline => LastUsedAt + Facts.IdleTimeout < Facts.AbsoluteDeadline ? LastUsedAt + Facts.IdleTimeout : Facts.AbsoluteDeadline;

    public SessionStatus StatusAt(DateTimeOffset now) =>
        End is not null ? SessionStatus.Revoked : now >= Facts.AbsoluteDeadline ? SessionStatus.Expired : now >= IdleDeadline ? SessionStatus.Locked : SessionStatus.Active;

    /// <summary>In the order in which a session decides.</summary>
    public SessionVerdict Decide(SecretDigest secret, ValidateDescriptor asked, VerifiedProof? proof, FakeLocks locks, DateTimeOffset now)
    {
        var refusal = Refusal(secret, asked, proof, locks, now);
        if (refusal != SessionRefusal.None)
        {
            return SessionVerdict.Refuse(refusal);
        }

        if (proof is not null)
        {
            _proofs.Add(proof.Id);
        }

        Uses++;
        LastUsedAt = asked.Activity == SessionActivity.User && now > LastUsedAt ? now : LastUsedAt;
        Secrets.Confirm(secret, now);
        return SessionVerdict.Accept(Facts, IdleDeadline, null, Secrets.RotateAfter);
    }

    /// <summary>Tells what an introspection tells: nothing of a session with a use limit, which it does not count.</summary>
    public SessionVerdict Introspect(SecretDigest secret, ImmutableArray<Audience> audiences, FakeLocks locks, DateTimeOffset now)
    {
        var refusal = !Secrets.IsAccepted(secret, now) ? Secrets.StandingOf(secret, now) == FakeStanding.Foreign ? SessionRefusal.WrongSecret : SessionRefusal.Superseded
            : locks.Refuses(this, now) ? SessionRefusal.Locked
            : StatusAt(now) is var status and not SessionStatus.Active ? RefusalOf(status)
            : !audiences.IsEmpty && !audiences.Any(Facts.Audiences.Contains) ? SessionRefusal.Audience
            : MaxUses is not null ? SessionRefusal.UsesExhausted
            : SessionRefusal.None;
        return refusal == SessionRefusal.None ? SessionVerdict.Accept(Facts, IdleDeadline) : SessionVerdict.Refuse(refusal);
    }

    /// <summary>What an ending, a rotation or a holder's look is refused for. It consumes the proof.</summary>
    public SessionRefusal MayHold(SecretDigest secret, TokenScheme scheme, VerifiedProof? proof, KeyThumbprint certificate, FakeLocks locks, DateTimeOffset now)
    {
        var refusal = Hold(secret, scheme, proof, certificate, now) is var denied and not SessionRefusal.None ? denied
            : locks.Refuses(this, now) ? SessionRefusal.Locked
            : StatusAt(now) is var status and not SessionStatus.Active ? RefusalOf(status)
            : Consume(proof);
        return refusal;
    }

    /// <summary>What a step-up or a re-authentication is refused for: as above, and an idle session is reopened by it.</summary>
    public SessionRefusal MayRenew(SecretDigest secret, TokenScheme scheme, VerifiedProof? proof, KeyThumbprint certificate, FakeLocks locks, DateTimeOffset now) =>
        Hold(secret, scheme, proof, certificate, now) is var denied and not SessionRefusal.None ? denied
        : locks.Refuses(this, now) ? SessionRefusal.Locked
        : StatusAt(now) is var status and not (SessionStatus.Active or SessionStatus.Locked) ? RefusalOf(status)
        : Consume(proof);

    private SessionRefusal Consume(VerifiedProof? proof) => proof is not null && !_proofs.Add(proof.Id) ? SessionRefusal.ProofReplayed : SessionRefusal.None;

    /// <summary>Whether somebody who presents this is its holder. What nobody has a reason to present any more, with everything else that shows a holder, is evidence of theft: the session ends.</summary>
    private SessionRefusal Hold(SecretDigest secret, TokenScheme scheme, VerifiedProof? proof, KeyThumbprint certificate, DateTimeOffset now)
    {
        var standing = Secrets.StandingOf(secret, now);
        if (standing == FakeStanding.Foreign)
        {
            return SessionRefusal.WrongSecret;
        }

        var possession = FakePossession.Check(Facts.Confirmation, scheme, proof, certificate);
        if (standing is not (FakeStanding.Superseded or FakeStanding.Reused))
        {
            return possession;
        }

        if (standing == FakeStanding.Reused && possession == SessionRefusal.None && (proof is null || !_proofs.Contains(proof.Id)))
        {
            EndBy(new(RevocationReason.Compromise, "reuse", EndInitiator.Policy), now);
        }

        return SessionRefusal.Superseded;
    }

    /// <summary>Repeating gives the first receipt again.</summary>
    public RevocationReceipt EndBy(RevocationOrder order, DateTimeOffset now)
    {
        End ??= (Receipts.Of(now, now < Facts.AbsoluteDeadline ? 1 : 0, Facts.Id), order);
        return End.Value.Receipt;
    }

    public SessionInfo InfoAt(DateTimeOffset now) => new()
    {
        Facts = Facts,
        Status = StatusAt(now),
        EstablishedBy = EstablishedBy,
        LastUsedAt = LastUsedAt,
        IdleDeadline = IdleDeadline,
        MaxUses = MaxUses,
        UsesLeft = MaxUses - Uses,
        Receipt = End?.Receipt,
        Order = End?.Order,
        Device = Device,
        Generation = Secrets.Generation,
    };

    private SessionRefusal Refusal(SecretDigest secret, ValidateDescriptor asked, VerifiedProof? proof, FakeLocks locks, DateTimeOffset now)
    {
        var required = asked.Requirements;
        return Hold(secret, asked.Scheme, proof, asked.Possession.Certificate, now) is var denied and not SessionRefusal.None ? denied
            : locks.Refuses(this, now) ? SessionRefusal.Locked
            : StatusAt(now) is var status and not SessionStatus.Active ? RefusalOf(status)
            : !Facts.Audiences.Contains(asked.Audience) ? SessionRefusal.Audience
            : !Facts.Scope.Includes(required.Scope) ? SessionRefusal.Scope
            : Facts.Assurance < required.Assurance || now - Facts.AuthenticatedAt > required.MaxAuthenticationAge || (required.Human && !Facts.Human) ? SessionRefusal.Assurance
            : Facts.Confirmation is null && Context is not null && asked.Context != Context ? SessionRefusal.ContextChanged
            : proof is not null && _proofs.Contains(proof.Id) ? SessionRefusal.ProofReplayed
            : Uses >= MaxUses ? SessionRefusal.UsesExhausted
            : SessionRefusal.None;
    }

    private static SessionRefusal RefusalOf(SessionStatus status) => status switch
    {
        SessionStatus.Locked => SessionRefusal.Idle,
        SessionStatus.Expired => SessionRefusal.Expired,
        _ => SessionRefusal.Revoked,
    };
}
