using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Client.Testing;

/// <summary>Receipts as the service gives them: whole seconds, rounded down and up.</summary>
internal static class Receipts
{
    public static RevocationReceipt Of(DateTimeOffset now, int ended, SessionId id = default, SubjectId subject = default) => new()
    {
        Id = id,
        Subject = subject,
        SessionsEnded = ended,
        RevokedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
        EffectiveAt = DateTimeOffset.FromUnixTimeSeconds(now.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds()),
        EventId = EventId.FromBytes(RandomNumberGenerator.GetBytes(EventId.Size)),
    };
}
