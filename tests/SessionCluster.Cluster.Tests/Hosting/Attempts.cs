using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Logical calls by number, sent as often as a test likes.</summary>
internal static class Attempts
{
    public static AttemptId Id(int number) => AttemptId.TryParse($"{number:x32}", out var id) ? id : throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>Presents as a sending of that logical call; the verdict in words.</summary>
    public static async Task<string> PresentAsAsync(this SessionTestCluster cluster, SessionId id, int attempt, string? caller = null) => (await cluster.SessionGrain(id).Validate(new ValidateCall
    {
        SecretDigest = GrainCalls.Secret,
        Audience = SessionSamples.Orders,
        Attempt = Id(attempt),
        Caller = caller is null ? default : ClientId.Create(caller),
    })).ToString();
}
