using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.TestSilo.Gate;

/// <summary>No gate: whatever has the form of a token is asked about, whoever made its tag and whenever it ended.</summary>
internal sealed class OpenGate : ITokenGate
{
    public bool TryPass(ReadOnlySpan<char> text, out PresentedToken token, out SessionRefusal refusal)
    {
        Span<byte> payload = stackalloc byte[TokenPayload.Size];
        var good = TokenFormat.TryDecode(text, payload, out _);
        var parts = new TokenPayload(payload);
        token = good ? new(parts.Id, parts.KeyId, SecretDigest.Of(parts.Secret)) : default;
        refusal = good ? SessionRefusal.None : SessionRefusal.Malformed;
        return good;
    }
}
