using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Revocation;

/// <summary>The members that every receipt has.</summary>
internal static class ReceiptMembers
{
    public static Member SessionsEnded { get; } = new(ClaimNames.SessionsEnded, MemberKind.Integer, "how many sessions this ended, as far as they were not known to have ended before") { IsRequired = true };

    public static Member RevokedAt { get; } = new(ClaimNames.RevokedAt, MemberKind.Integer, "when it was decided, in Unix seconds, rounded down") { IsRequired = true };

    public static Member EffectiveAt { get; } = new(ClaimNames.EffectiveAt, MemberKind.Integer, "when nobody answers 'active' any more, in Unix seconds, rounded up") { IsRequired = true };

    public static Member EventId { get; } = new(ClaimNames.EventId, MemberKind.Text, "names this ending for ever: 32 lower-case hexadecimal characters") { IsRequired = true };
}
