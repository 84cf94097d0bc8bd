using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;
using SessionCluster.Unit.Tests.Conventions;
using Thumbprints = SessionCluster.Client.Possession.CertificateThumbprint;

namespace SessionCluster.Unit.Tests.Client.Possession;

/// <summary>Values that this project did not make.</summary>
public sealed class ProofVectorTests
{
    private readonly DpopProofVerifier _verifier = new();

    [Theory]
    [MemberData(nameof(ProofVectors.All), MemberType = typeof(ProofVectors))]
    public void The_values_are_those_of_the_document(string value) => Assert.Contains(value, Repository.Read("docs/vectors.md"), StringComparison.Ordinal);

    [Fact]
    [Rule("D2")]
    public void The_proof_for_a_token_request_of_RFC_9449_is_accepted()
    {
        var proof = Verify(ProofVectors.Proof1, "POST", ProofVectors.TokenUri, out _);

        Assert.NotNull(proof);
        Assert.Equal(ProofVectors.KeyThumbprint, proof.Key.ToString());
        Assert.Equal(1562262616, proof.IssuedAtSeconds);
        Assert.Equal(Digest128.Of("-BwC3ESc6acc2lTc"), proof.Id);
        Assert.Equal(Digest128.Of(ProofVectors.Proof1), proof.Text);
        Assert.True(proof.Nonce.IsUnset);
    }

    [Fact]
    [Rule("D2")]
    public void The_two_proofs_of_RFC_9449_with_one_id_name_the_same_id_and_different_instants()
    {
        var first = Verify(ProofVectors.Proof1, "POST", ProofVectors.TokenUri, out _);
        var second = Verify(ProofVectors.Proof2, "POST", ProofVectors.TokenUri, out _);

        Assert.Equal(first?.Id, second?.Id);
        Assert.Equal(1562265296, second?.IssuedAtSeconds);
        Assert.NotEqual(first?.Text, second?.Text);
    }

    [Fact]
    [Rule("D2")]
    public void The_proof_for_a_resource_request_of_RFC_9449_is_accepted_with_its_token()
    {
        var proof = Verify(ProofVectors.Proof3, "GET", ProofVectors.ResourceUri, out _, ProofVectors.Token);

        Assert.Equal(ProofVectors.KeyThumbprint, proof?.Key.ToString());
        Assert.Equal(1562262618, proof?.IssuedAtSeconds);
    }

    [Theory]
    [Rule("D2")]
    [InlineData("POST", ProofVectors.ResourceUri, ProofVectors.Token, ProofProblem.Method)]
    [InlineData("get", ProofVectors.ResourceUri, ProofVectors.Token, ProofProblem.Method)]
    [InlineData("GET", ProofVectors.ResourceUri + "/other", ProofVectors.Token, ProofProblem.Uri)]
    [InlineData("GET", "https://resource.example.net/protectedresource", ProofVectors.Token, ProofProblem.Uri)]
    [InlineData("GET", ProofVectors.ResourceUri, "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxV", ProofProblem.TokenHash)]
    public void It_is_refused_at_another_method_path_host_or_token(string method, string uri, string token, ProofProblem expected)
    {
        Assert.Null(Verify(ProofVectors.Proof3, method, uri, out var problem, token));
        Assert.Equal(expected, problem);
    }

    [Fact]
    [Rule("D2")]
    public void The_token_hash_of_RFC_9449_is_the_hash_of_the_tokens_characters() =>
        Assert.Equal(ProofVectors.TokenHash, System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(ProofVectors.Token))));

    [Theory]
    [Rule("D1")]
    [InlineData(ProofVectors.Ed25519Proof)]
    [InlineData(ProofVectors.EdDsaProof)]
    public void An_algorithm_that_the_platform_does_not_have_is_refused_as_such(string text)
    {
        Assert.Null(Verify(text, "POST", ProofVectors.TokenUri, out var problem));
        Assert.Equal(ProofProblem.Algorithm, problem);
    }

    [Theory]
    [InlineData(ProofVectors.Key, ProofVectors.KeyThumbprint)]
    [InlineData(ProofVectors.RsaKey, ProofVectors.RsaThumbprint)]
    [InlineData(ProofVectors.OctetKey, ProofVectors.OctetThumbprint)]
    public void A_keys_thumbprint_is_that_of_RFC_7638(string jwk, string expected)
    {
        Assert.True(JwkThumbprint.TryCompute(jwk, out var thumbprint));
        Assert.Equal(expected, thumbprint.ToString());
    }

    [Fact]
    public void Members_beside_the_required_ones_do_not_change_a_thumbprint()
    {
        var jwk = ProofVectors.RsaKey.Replace("{", """{"alg":"RS256","kid":"2011-04-29","use":"sig",""", StringComparison.Ordinal);

        Assert.True(JwkThumbprint.TryCompute(jwk, out var thumbprint));
        Assert.Equal(ProofVectors.RsaThumbprint, thumbprint.ToString());
    }

    [Fact]
    [Rule("T5")]
    public void A_certificates_thumbprint_is_that_of_RFC_8705_although_the_certificate_expired_long_ago()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(string.Concat(ProofVectors.Certificate)));

        Assert.Equal(2022, certificate.NotAfter.Year);
        Assert.Equal(ProofVectors.CertificateThumbprint, Thumbprints.Of(certificate).ToString());
    }

    private VerifiedProof? Verify(string text, string method, string uri, out ProofProblem problem, string? token = null) => _verifier.Verify(
        new() { Text = text, Method = method, Uri = uri, TokenHash = token is null ? default : SecretDigest.Of(Encoding.ASCII.GetBytes(token)) }, out problem);
}
