using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;

namespace SessionCluster.Unit.Tests.Client.Possession;

/// <summary>A good proof for one request, to be changed before it is signed, or after.</summary>
internal sealed class ProofBuilder : IDisposable
{
    public const string Method = "POST";
    public const string Uri = "https://api.example.com/orders";
    public const string Token = "sct_dev_token";
    public const string Id = "an-id-of-a-proof";

    private readonly DpopProofVerifier _verifier = new();

    public ProofBuilder(string algorithm = "ES256")
    {
        Key = algorithm == "ES256" ? ProofKey.CreateEcdsa() : ProofKey.CreateRsa(algorithm);
        Header = new() { ["typ"] = "dpop+jwt", ["alg"] = algorithm, ["jwk"] = JsonNode.Parse(Key.PublicJwk) };
        Payload = new() { ["jti"] = Id, ["htm"] = Method, ["htu"] = Uri, ["iat"] = 1_800_000_000, ["ath"] = HashOf(Token) };
    }

    public ProofKey Key { get; }

    public JsonObject Header { get; }

    public JsonObject Payload { get; }

    public JsonObject Jwk => Header["jwk"]!.AsObject();

    public static string HashOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    public string Sign() => Sign(Header.ToJsonString(), Payload.ToJsonString());

    public string Sign(string header, string payload) => Key.Sign(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(payload));

    public VerifiedProof? Verify(string text, out ProofProblem problem, string? token = Token, string uri = Uri, string method = Method) => _verifier.Verify(
        new() { Text = text, Method = method, Uri = uri, TokenHash = token is null ? default : SecretDigest.Of(Encoding.ASCII.GetBytes(token)) }, out problem);

    public ProofProblem ProblemOf(string text)
    {
        var proof = Verify(text, out var problem);
        Assert.Equal(problem == ProofProblem.None, proof is not null);
        return problem;
    }

    public void Dispose() => Key.Dispose();
}
