using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Rotation;

/// <summary>The members of a rotation. Its answer is an establishment's.</summary>
internal static class RotateMembers
{
    public static MemberTable Request { get; } = new(
    [
        .. PossessionMembers.Presented,
        new Member(ClaimNames.RotationId, MemberKind.Text, "32 lower-case hexadecimal characters, not all zero: names this rotation of a bearer session, random, and the same on each retry; left out for a session that is bound to a key"),
    ]);
}
