using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Revocation;

/// <summary>The members of a revocation, and of its answer.</summary>
internal static class RevokeMembers
{
    public static MemberTable Request { get; } = new(
        new Member(ClaimNames.Token, MemberKind.Text, "a string of at most 1,024 characters: the token of the session; or send sid"),
        new Member(ClaimNames.SessionId, MemberKind.Text, "the handle of the session: 32 lower-case hexadecimal characters; or send token"),
        ReasonMembers.Reason,
        ReasonMembers.Detail);

    public static MemberTable Answer { get; } = new(
        new Member(ClaimNames.SessionId, MemberKind.Text, "the session that ended") { IsRequired = true },
        ReceiptMembers.SessionsEnded,
        ReceiptMembers.RevokedAt,
        ReceiptMembers.EffectiveAt,
        ReceiptMembers.EventId);
}
