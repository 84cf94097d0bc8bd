using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Testing;

/// <summary>One session in memory. Guarded by its client's lock.</summary>
internal sealed class FakeSession
{
    public required SessionFacts Facts { get; init; }

    public required SecretDigest Secret { get; init; }

    public required ClientId EstablishedBy { get; init; }

    public required int? MaxUses { get; init; }

    public required DateTimeOffset LastUsedAt { get; set; }

    public int Uses { get; set; }

    public (RevocationReceipt Receipt, RevocationOrder Order)? End { get; private set; }

    public DateTimeOffset IdleDeadline => LastUsedAt + Facts.IdleTimeout < Facts.AbsoluteDeadline ? LastUsedAt + Facts.IdleTimeout : Facts.AbsoluteDeadline;

    public SessionStatus StatusAt(DateTimeOffset now) =>
        End is not null ? SessionStatus.Revoked : now >= Facts.AbsoluteDeadline ? SessionStatus.Expired : now >= IdleDeadline ? SessionStatus.Locked : SessionStatus.Active;

    /// <summary>In the order in which a session decides.</summary>
    public SessionVerdict Decide(SecretDigest secret, ValidateDescriptor asked, DateTimeOffset now)
    {
        var refusal = Refusal(secret, asked, now);
        if (refusal != SessionRefusal.None)
        {
            return SessionVerdict.Refuse(refusal);
        }

        Uses++;
        LastUsedAt = asked.Activity == SessionActivity.User && now > LastUsedAt ? now : LastUsedAt;
        return SessionVerdict.Accept(Facts, IdleDeadline);
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
    };

    private SessionRefusal Refusal(SecretDigest secret, ValidateDescriptor asked, DateTimeOffset now)
    {
        var required = asked.Requirements;
        return secret != Secret ? SessionRefusal.WrongSecret
            : StatusAt(now) is var status and not SessionStatus.Active ? RefusalOf(status)
            : !Facts.Audiences.Contains(asked.Audience) ? SessionRefusal.Audience
            : !Facts.Scope.Includes(required.Scope) ? SessionRefusal.Scope
            : Facts.Assurance < required.Assurance || now - Facts.AuthenticatedAt > required.MaxAuthenticationAge ? SessionRefusal.Assurance
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
