using System.Security.Cryptography;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Cli.Tour;

/// <summary>What somebody makes who knows the format, which is public, and not the edge ring.</summary>
internal static class Forgery
{
    /// <summary>Makes a token of the same environment and deadline with an id, a secret and a tag of its own.</summary>
    /// <param name="token">A real token.</param>
    /// <param name="forged">The forgery.</param>
    /// <returns>False when that is no token.</returns>
    public static bool TryMake(string token, out string forged)
    {
        forged = string.Empty;
        Span<byte> payload = stackalloc byte[TokenPayload.Size];
        if (!TokenFormat.TryDecode(token, payload, out var text) || !EnvironmentName.TryCreate(text.ToString(), out var environment))
        {
            return false;
        }

        var real = new TokenPayload(payload);
        var id = Abstractions.Identifiers.SessionId.Create(
            RandomNumberGenerator.GetBytes(1)[0],
            DateTimeOffset.FromUnixTimeSeconds(real.Id.DeadlineMinutes * 60L),
            RandomNumberGenerator.GetBytes(Abstractions.Identifiers.SessionId.RandomSize));
        forged = TokenFormat.Format(environment, real.KeyId, id, RandomNumberGenerator.GetBytes(TokenPayload.SecretSize), RandomNumberGenerator.GetBytes(TokenTag.Size));
        CryptographicOperations.ZeroMemory(payload);
        return true;
    }
}
