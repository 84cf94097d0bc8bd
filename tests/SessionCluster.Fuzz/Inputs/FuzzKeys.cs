using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Fuzz.Inputs;

/// <summary>Good inputs, and what reads them as it ships.</summary>
internal sealed class FuzzKeys : IDisposable
{
    public const string Method = "POST";
    public const string Uri = "https://api.example.com/orders";

    private readonly ProofKey[] _keys = [ProofKey.CreateEcdsa(), ProofKey.CreateRsa("PS256"), ProofKey.CreateRsa("RS256")];

    public FuzzKeys()
    {
        var environment = EnvironmentName.Create("dev");
        var ring = KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = RandomNumberGenerator.GetBytes(KeyRing.KeySize), [2] = RandomNumberGenerator.GetBytes(KeyRing.KeySize) });
        Ids = [.. Enumerable.Range(0, 8).Select(i => SessionId.Create((byte)i, TimeProvider.System.GetUtcNow().AddHours(i - 2), RandomNumberGenerator.GetBytes(SessionId.RandomSize)))];
        Tokens = [.. Ids.Select((id, i) => TokenFormat.Format(environment, ring, (byte)(1 + (i % 2)), id, RandomNumberGenerator.GetBytes(TokenPayload.SecretSize)))];
        Gate = new(new EdgeRing(ring), Options.Create(new SessionClientOptions { Environment = environment.Value }), TimeProvider.System);
        TokenHash = SecretDigest.Of(Encoding.ASCII.GetBytes(Tokens[0]));
        Proofs = [.. Keys.Select(key => key.CreateProof(Method, Uri, Tokens[0], "nonce"))];
    }

    public IReadOnlyList<ProofKey> Keys => _keys;

    public IReadOnlyList<SessionId> Ids { get; }

    public IReadOnlyList<string> Tokens { get; }

    public IReadOnlyList<string> Proofs { get; }

    public SecretDigest TokenHash { get; }

    public TokenGate Gate { get; }

    public DpopProofVerifier Verifier { get; } = new();

    public void Dispose() => Array.ForEach(_keys, key => key.Dispose());
}
