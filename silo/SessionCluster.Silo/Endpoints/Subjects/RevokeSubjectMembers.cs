using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Revocation;

namespace SessionCluster.Silo.Endpoints.Subjects;

/// <summary>The members of a subject's revocation, and of its answer.</summary>
internal static class RevokeSubjectMembers
{
    public static MemberTable Request { get; } = new(
        ReasonMembers.Reason,
        ReasonMembers.Detail,
        new Member(ClaimNames.Keep, MemberKind.Object, "an object with token, scheme and proof: the one session that goes on, presented by its holder") { Members = new MemberTable(PossessionMembers.Presented) });

    public static MemberTable Answer { get; } = new(
        new Member(ClaimNames.Subject, MemberKind.Text, "the subject whose sessions ended") { IsRequired = true },
        ReceiptMembers.SessionsEnded,
        ReceiptMembers.RevokedAt,
        ReceiptMembers.EffectiveAt,
        ReceiptMembers.EventId);
}
