using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Sessions;

namespace SessionCluster.Silo.Endpoints.Subjects;

/// <summary>The members of a list of sessions.</summary>
internal static class SubjectSessionsMembers
{
    public static MemberTable Answer { get; } = new(
        new Member(ClaimNames.Sessions, MemberKind.Objects, "live sessions in the order of their handles, at most 100") { IsRequired = true, Members = InfoMembers.Answer },
        new Member(ClaimNames.Next, MemberKind.Text, "send it as after to get the next page; left out on the last"));
}
