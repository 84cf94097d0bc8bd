using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Establishment;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Renewal;

/// <summary>The members of a step-up and of a re-authentication. Their answers are an establishment's.</summary>
internal static class RenewalMembers
{
    public static MemberTable Request { get; } = new(
    [
        .. PossessionMembers.Presented,
        new Member(ClaimNames.Subject, MemberKind.Text, "a string of 1 to 256 bytes of UTF-8 without control characters, and not '.' or '..': who authenticated, the session's own subject") { IsRequired = true },
        new Member(ClaimNames.Authentication, MemberKind.Object, "an object with amr and auth_time: the new authentication event") { IsRequired = true, Members = EstablishMembers.Authentication },
    ]);
}
