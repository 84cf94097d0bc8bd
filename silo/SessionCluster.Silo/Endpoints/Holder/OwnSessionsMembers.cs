using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Sessions;

namespace SessionCluster.Silo.Endpoints.Holder;

/// <summary>The members of a holder's own sessions: what operators see, but for what services and operators keep for themselves.</summary>
internal static class OwnSessionsMembers
{
    private static readonly string[] Shared =
    [
        ClaimNames.Subject, ClaimNames.SessionId, ClaimNames.Class, ClaimNames.Human, ClaimNames.ClientId, ClaimNames.Scope, ClaimNames.Audience, ClaimNames.AssuranceLevel, ClaimNames.Methods, ClaimNames.AuthenticatedAt,
        ClaimNames.ExpiresAt, ClaimNames.Confirmation, ClaimNames.KeyStorage, ClaimNames.Status, ClaimNames.EstablishedBy, ClaimNames.IssuedAt, ClaimNames.IdleTimeout, ClaimNames.LastUsedAt,
        ClaimNames.IdleExpiresAt, ClaimNames.MaxUses, ClaimNames.UsesLeft, ClaimNames.DeviceId,
    ];

    private static readonly MemberTable Session = new(
    [
        .. InfoMembers.Answer.Members.Where(member => Shared.Contains(member.Name)),
        new Member(ClaimNames.Current, MemberKind.Flag, "true for the session that asks") { IsRequired = true },
    ]);

    public static MemberTable Answer { get; } = new(
        new Member(ClaimNames.Sessions, MemberKind.Objects, "the subject's live sessions in the order of their handles, at most 100") { IsRequired = true, Members = Session },
        new Member(ClaimNames.Next, MemberKind.Text, "send it as after to get the next page; left out on the last"));
}
