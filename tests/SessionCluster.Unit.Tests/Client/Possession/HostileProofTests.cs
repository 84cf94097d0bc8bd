using System.Buffers.Text;
using System.Text;
using CsCheck;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;

namespace SessionCluster.Unit.Tests.Client.Possession;

/// <summary>Whatever is presented, the answer is a refusal and never an exception. The long form is tests/SessionCluster.Fuzz.</summary>
public sealed class HostileProofTests
{
    private static readonly DpopProofVerifier Verifier = new();
    private static readonly ProofKey Key = ProofKey.CreateEcdsa();
    private static readonly string Good = Key.CreateProof(ProofBuilder.Method, ProofBuilder.Uri, ProofBuilder.Token, "nonce");

    [Fact]
    [Rule("D1")]
    public void Any_text_is_refused_without_an_exception() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((text, method, uri) => Refuses(text, method, uri), iter: 2_000);

    [Fact]
    [Rule("D1")]
    public void Any_bytes_for_header_and_payload_are_refused_without_an_exception_although_they_are_signed() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Byte.Array[0, 200]).Sample((header, payload) => Refuses(Key.Sign(header, payload), ProofBuilder.Method, ProofBuilder.Uri), iter: 500);

    [Fact]
    [Rule("D1")]
    public void A_good_proof_with_any_of_its_characters_changed_is_refused_without_an_exception() =>
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Char).Sample(
            (at, character) => Good[at] == character || Refuses(Good[..at] + character + Good[(at + 1)..], ProofBuilder.Method, ProofBuilder.Uri), iter: 2_000);

    [Fact]
    [Rule("D1")]
    public void A_payload_with_any_byte_changed_and_signed_again_is_refused_or_says_what_it_says()
    {
        var parts = Good.Split('.');
        var header = Base64Url.DecodeFromChars(parts[0]);
        var payload = Base64Url.DecodeFromChars(parts[1]);
        Gen.Select(Gen.Int[0, payload.Length - 1], Gen.Byte).Sample(
            (at, value) =>
            {
                var changed = payload.ToArray();
                changed[at] = value;
                var proof = Verify(Key.Sign(header, changed), ProofBuilder.Method, ProofBuilder.Uri, out var problem);
                return proof is null ? problem != ProofProblem.None : problem == ProofProblem.None && proof.Key == Key.Thumbprint;
            },
            iter: 1_000);
    }

    [Fact]
    public void A_message_that_was_composed_by_hand_is_refused() =>
        Assert.All(new[] { (null, "GET", "https://a/"), ("a.b.c", null, "https://a/"), ("a.b.c", "GET", (string?)null) }, parts =>
        {
            Assert.Null(Verifier.Verify(new() { Text = parts.Item1!, Method = parts.Item2!, Uri = parts.Item3! }, out var problem));
            Assert.Equal(ProofProblem.Malformed, problem);
        });

    private static bool Refuses(string text, string method, string uri) => Verify(text, method, uri, out var problem) is null && problem != ProofProblem.None;

    private static VerifiedProof? Verify(string text, string method, string uri, out ProofProblem problem) =>
        Verifier.Verify(new() { Text = text, Method = method, Uri = uri, TokenHash = SecretDigest.Of(Encoding.ASCII.GetBytes(ProofBuilder.Token)) }, out problem);
}
