using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Reads a token and asks the cluster, whatever its environment, tag and deadline. A text that is no token is taken for one of some session.</summary>
internal sealed class UncheckedGate : ITokenGate
{
    public bool TryPass(ReadOnlySpan<char> text, out PresentedToken token, out SessionRefusal refusal)
    {
        Span<byte> payload = stackalloc byte[TokenPayload.Size];
        payload.Fill(1);
        _ = TokenFormat.TryDecode(text, payload, out _);
        var parts = new TokenPayload(payload);
        token = new(parts.Id, parts.KeyId, SecretDigest.Of(parts.Secret));
        refusal = SessionRefusal.None;
        return true;
    }
}
