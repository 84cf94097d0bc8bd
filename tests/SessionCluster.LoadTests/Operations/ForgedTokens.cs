using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Tokens;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Tokens as somebody makes them who has read the documentation and seen one token, and has no key: right in everything but secret and tag.</summary>
internal sealed class ForgedTokens
{
    private readonly EnvironmentName _environment;
    private readonly byte _keyId;

    /// <summary>Takes environment and key id from a token.</summary>
    public ForgedTokens(string seen)
    {
        Span<byte> payload = stackalloc byte[TokenPayload.Size];
        if (!TokenFormat.TryDecode(seen, payload, out var environment))
        {
            throw new ArgumentException("That is no token of this version.", nameof(seen));
        }

        _environment = EnvironmentName.Create(environment.ToString());
        _keyId = new TokenPayload(payload).KeyId;
    }

    public string Next()
    {
        Span<byte> random = stackalloc byte[SessionId.RandomSize + TokenPayload.SecretSize + TokenTag.Size];
        RandomNumberGenerator.Fill(random);
        var id = SessionId.Create(random[0], DateTimeOffset.UtcNow.AddHours(1), random[..SessionId.RandomSize]);
        return TokenFormat.Format(_environment, _keyId, id, random.Slice(SessionId.RandomSize, TokenPayload.SecretSize), random[^TokenTag.Size..]);
    }
}
