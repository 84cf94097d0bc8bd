using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Revocation;

/// <summary>The members that say why something ends.</summary>
internal static class ReasonMembers
{
    public static Member Reason { get; } = new(ClaimNames.Reason, MemberKind.Text, "one of logout, admin, password_reset, compromise, policy, other")
    {
        IsRequired = true,
        Words = [.. Enum.GetValues<RevocationReason>().Select(ReasonWords.Of)],
    };

    public static Member Detail { get; } = new(ClaimNames.ReasonDetail, MemberKind.Text, "a string of 1 to 256 characters without control characters, with reason other, and with no other");
}
