using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;

namespace SessionCluster.Unit.Tests.Client.Possession;

public sealed class ProofKeyTests
{
    private const string Uri = "https://api.example.com/orders";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly DpopProofVerifier _verifier = new();

    public static TheoryData<string> Algorithms => ["ES256", "PS256", "RS256"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_proof_of_each_algorithm_verifies_and_says_what_it_was_made_for(string algorithm)
    {
        using var key = Create(algorithm);

        var proof = Verify(key.CreateProof("PUT", Uri + "?page=2#top", "the-token", "the-nonce", _clock), "PUT", "the-token");

        Assert.Equal(algorithm, key.Algorithm);
        Assert.NotNull(proof);
        Assert.Equal(key.Thumbprint, proof.Key);
        Assert.Equal(1_800_000_000, proof.IssuedAtSeconds);
        Assert.Equal(Digest128.Of("the-nonce"), proof.Nonce);
    }

    [Fact]
    public void Two_proofs_for_one_request_have_different_ids()
    {
        using var key = ProofKey.CreateEcdsa();

        var first = Verify(key.CreateProof("GET", Uri, clock: _clock), "GET", null);
        var second = Verify(key.CreateProof("GET", Uri, clock: _clock), "GET", null);

        Assert.NotEqual(first?.Id, second?.Id);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_key_comes_back_from_a_JWK_and_from_PEM(string algorithm)
    {
        using var key = Create(algorithm);
        var rsa = algorithm == "ES256" ? "PS256" : algorithm;

        foreach (var text in new[] { key.ExportJwk(), "\n " + key.ExportJwk(), key.ExportPem() })
        {
            using var other = ProofKey.Import(text, rsa);

            Assert.Equal(key.Thumbprint, other.Thumbprint);
            Assert.NotNull(Verify(other.CreateProof("GET", Uri, clock: _clock), "GET", null));
        }
    }

    [Fact]
    public void A_file_is_the_owners_alone_and_is_not_overwritten()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("proof-key").FullName, "key.pem");
        using var key = ProofKey.CreateEcdsa();

        key.Save(path);

        using var other = ProofKey.Load(path);
        Assert.Equal(key.Thumbprint, other.Thumbprint);
        Assert.Throws<IOException>(() => other.Save(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void What_is_no_key_pair_that_verifiers_take_is_refused_without_quoting_it()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var shortRsa = RSA.Create(1024);
        using var ours = ProofKey.CreateEcdsa();
        string[] texts =
        [
            "", "hello", "{", "{}", """{"kty":"oct","k":"secret-secret"}""", ours.PublicJwk, p384.ExportPkcs8PrivateKeyPem(), shortRsa.ExportPkcs8PrivateKeyPem(), p384.ExportSubjectPublicKeyInfoPem(),
            """{"kty":"EC","crv":"P-256","x":1,"y":2,"d":3}""", """{"kty":"EC","crv":"P-256","x":"secret-!!","y":"AA","d":"AA"}""", "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----",
        ];

        foreach (var text in texts)
        {
            var refusal = Assert.ThrowsAny<CryptographicException>(() => ProofKey.Import(text));
            Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_prints_its_thumbprint_and_nothing_private()
    {
        using var key = ProofKey.CreateEcdsa();

        Assert.Equal($"(proof key {key.Thumbprint})", key.ToString());
        Assert.DoesNotContain("\"d\"", key.PublicJwk, StringComparison.Ordinal);
        Assert.Contains("\"d\"", key.ExportJwk(), StringComparison.Ordinal);
    }

    private static ProofKey Create(string algorithm) => algorithm == "ES256" ? ProofKey.CreateEcdsa() : ProofKey.CreateRsa(algorithm);

    private VerifiedProof? Verify(string text, string method, string? token) => _verifier.Verify(
        new() { Text = text, Method = method, Uri = Uri, TokenHash = token is null ? default : SecretDigest.Of(Encoding.ASCII.GetBytes(token)) }, out _);
}
