using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Unit.Tests.Client.Possession;

/// <summary>The twelve checks of RFC 9449 section 4.3, each broken in several ways. Check 1 (one header) is the HTTP edges', checks 10 and 11 (nonce, iat) are the grain's.</summary>
public sealed class ProofCheckTests
{
    private static readonly Dictionary<string, (ProofProblem Problem, Action<ProofBuilder> Break)> Changes = new()
    {
        // 3
        ["no typ"] = (ProofProblem.MissingMember, proof => proof.Header.Remove("typ")),
        ["no alg"] = (ProofProblem.MissingMember, proof => proof.Header.Remove("alg")),
        ["no jwk"] = (ProofProblem.MissingMember, proof => proof.Header.Remove("jwk")),
        ["a key id instead of a jwk"] = (ProofProblem.MissingMember, proof => (proof.Header["kid"], _) = ("1", proof.Header.Remove("jwk"))),
        ["no jti"] = (ProofProblem.MissingMember, proof => proof.Payload.Remove("jti")),
        ["an empty jti"] = (ProofProblem.MissingMember, proof => proof.Payload["jti"] = ""),
        ["no htm"] = (ProofProblem.MissingMember, proof => proof.Payload.Remove("htm")),
        ["no htu"] = (ProofProblem.MissingMember, proof => proof.Payload.Remove("htu")),
        ["no iat"] = (ProofProblem.MissingMember, proof => proof.Payload.Remove("iat")),
        ["no kty"] = (ProofProblem.MissingMember, proof => proof.Jwk.Remove("kty")),
        ["no crv"] = (ProofProblem.MissingMember, proof => proof.Jwk.Remove("crv")),
        ["no x"] = (ProofProblem.MissingMember, proof => proof.Jwk.Remove("x")),
        ["no y"] = (ProofProblem.MissingMember, proof => proof.Jwk.Remove("y")),
        ["jti is a number"] = (ProofProblem.Malformed, proof => proof.Payload["jti"] = 1),
        ["htm is null"] = (ProofProblem.Malformed, proof => proof.Payload["htm"] = null),
        ["htu is an array"] = (ProofProblem.Malformed, proof => proof.Payload["htu"] = new JsonArray(ProofBuilder.Uri)),
        ["ath is an object"] = (ProofProblem.Malformed, proof => proof.Payload["ath"] = new JsonObject()),
        ["nonce is a flag"] = (ProofProblem.Malformed, proof => proof.Payload["nonce"] = true),
        ["iat is a string"] = (ProofProblem.Malformed, proof => proof.Payload["iat"] = "1800000000"),
        ["iat is negative"] = (ProofProblem.Malformed, proof => proof.Payload["iat"] = -1),
        ["iat is after the year 9999"] = (ProofProblem.Malformed, proof => proof.Payload["iat"] = 253_402_300_800),
        ["iat is beyond all numbers"] = (ProofProblem.Malformed, proof => proof.Payload["iat"] = JsonNode.Parse("1e400")),
        ["iat has a thousand digits"] = (ProofProblem.Malformed, proof => proof.Payload["iat"] = JsonNode.Parse("1" + new string('0', 1000))),
        ["typ is an array"] = (ProofProblem.Malformed, proof => proof.Header["typ"] = new JsonArray("dpop+jwt")),
        ["alg is a number"] = (ProofProblem.Malformed, proof => proof.Header["alg"] = 256),
        ["jwk is a string"] = (ProofProblem.Malformed, proof => proof.Header["jwk"] = proof.Jwk.ToJsonString()),
        ["x is a number"] = (ProofProblem.Malformed, proof => proof.Jwk["x"] = 1),
        ["33 members"] = (ProofProblem.Malformed, proof => AddMembers(proof.Payload, 33)),
        ["depth 9"] = (ProofProblem.Malformed, proof => proof.Payload["deep"] = JsonNode.Parse("[[[[[[[[]]]]]]]]")),

        // 4
        ["typ JWT"] = (ProofProblem.Type, proof => proof.Header["typ"] = "JWT"),
        ["typ of another token"] = (ProofProblem.Type, proof => proof.Header["typ"] = "at+jwt"),
        ["typ with a parameter"] = (ProofProblem.Type, proof => proof.Header["typ"] = "dpop+jwt; v=1"),
        ["typ of another tree"] = (ProofProblem.Type, proof => proof.Header["typ"] = "text/dpop+jwt"),
        ["typ of a browser key"] = (ProofProblem.Type, proof => proof.Header["typ"] = "dbsc+jwt"),

        // 5
        ["alg none"] = (ProofProblem.Algorithm, proof => proof.Header["alg"] = "none"),
        ["alg HS256"] = (ProofProblem.Algorithm, proof => proof.Header["alg"] = "HS256"),
        ["alg ES384"] = (ProofProblem.Algorithm, proof => proof.Header["alg"] = "ES384"),
        ["alg in small letters"] = (ProofProblem.Algorithm, proof => proof.Header["alg"] = "es256"),
        ["alg of another key"] = (ProofProblem.Algorithm, proof => proof.Header["alg"] = "RS256"),
        ["an octet key"] = (ProofProblem.Algorithm, proof => proof.Jwk["kty"] = "OKP"),
        ["a symmetric key without a value"] = (ProofProblem.Algorithm, proof => proof.Jwk["kty"] = "oct"),
        ["crit"] = (ProofProblem.CriticalExtension, proof => proof.Header["crit"] = new JsonArray("b64")),
        ["an empty crit"] = (ProofProblem.CriticalExtension, proof => proof.Header["crit"] = new JsonArray()),

        // 6
        ["another curve"] = (ProofProblem.Key, proof => proof.Jwk["crv"] = "P-384"),
        ["a point off the curve"] = (ProofProblem.Key, proof => proof.Jwk["y"] = proof.Jwk["x"]!.DeepClone()),
        ["a coordinate of 31 octets"] = (ProofProblem.Key, proof => proof.Jwk["x"] = Base64Url.EncodeToString(new byte[31])),
        ["a coordinate of 33 octets"] = (ProofProblem.Key, proof => proof.Jwk["x"] = Base64Url.EncodeToString(new byte[33])),
        ["a coordinate with padding"] = (ProofProblem.Key, proof => proof.Jwk["x"] = proof.Jwk["x"] + "="),
        ["a coordinate that is no base64url"] = (ProofProblem.Key, proof => proof.Jwk["x"] = new string('+', 43)),
        ["coordinates beyond the prime"] = (ProofProblem.Key, proof => proof.Jwk["x"] = Base64Url.EncodeToString(Enumerable.Repeat((byte)0xFF, 32).ToArray())),
        ["another key"] = (ProofProblem.Signature, UseAnotherKey),

        // 7
        ["a private key"] = (ProofProblem.PrivateKey, proof => proof.Header["jwk"] = JsonNode.Parse(proof.Key.ExportJwk())),
        ["a private member that is no text"] = (ProofProblem.PrivateKey, proof => proof.Jwk["d"] = 0),
        ["a symmetric key"] = (ProofProblem.PrivateKey, proof => proof.Jwk["k"] = "AAAA"),
        ["a prime"] = (ProofProblem.PrivateKey, proof => proof.Jwk["p"] = "AAAA"),
        ["other primes"] = (ProofProblem.PrivateKey, proof => proof.Jwk["oth"] = new JsonArray()),

        // 8
        ["another method"] = (ProofProblem.Method, proof => proof.Payload["htm"] = "GET"),
        ["the method in small letters"] = (ProofProblem.Method, proof => proof.Payload["htm"] = "post"),
        ["the method with a space"] = (ProofProblem.Method, proof => proof.Payload["htm"] = "POST "),

        // 9
        ["another path"] = (ProofProblem.Uri, proof => proof.Payload["htu"] = ProofBuilder.Uri + "/1"),
        ["the path in capitals"] = (ProofProblem.Uri, proof => proof.Payload["htu"] = "https://api.example.com/Orders"),
        ["another host"] = (ProofProblem.Uri, proof => proof.Payload["htu"] = "https://api.example.com.evil.example/orders"),
        ["another scheme"] = (ProofProblem.Uri, proof => proof.Payload["htu"] = "http://api.example.com/orders"),
        ["a relative URI"] = (ProofProblem.Uri, proof => proof.Payload["htu"] = "/orders"),

        // 12
        ["no ath"] = (ProofProblem.TokenHash, proof => proof.Payload.Remove("ath")),
        ["an empty ath"] = (ProofProblem.TokenHash, proof => proof.Payload["ath"] = ""),
        ["ath of another token"] = (ProofProblem.TokenHash, proof => proof.Payload["ath"] = ProofBuilder.HashOf("sct_dev_other")),
        ["ath with padding"] = (ProofProblem.TokenHash, proof => proof.Payload["ath"] = ProofBuilder.HashOf(ProofBuilder.Token) + "="),
        ["the token itself as ath"] = (ProofProblem.TokenHash, proof => proof.Payload["ath"] = ProofBuilder.Token),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [Rule("D1")]
    [MemberData(nameof(Names))]
    public void A_proof_that_breaks_a_check_is_refused_by_that_check(string name)
    {
        using var proof = new ProofBuilder();
        Assert.Equal(ProofProblem.None, proof.ProblemOf(proof.Sign()));

        Changes[name].Break(proof);

        Assert.Equal(Changes[name].Problem, proof.ProblemOf(proof.Sign()));
    }

    [Theory]
    [Rule("D1")]
    [InlineData("dpop+jwt")]
    [InlineData("DPoP+JWT")]
    [InlineData("application/dpop+jwt")]
    [InlineData("Application/DPOP+jwt")]
    public void The_type_is_a_media_type(string type)
    {
        using var proof = new ProofBuilder();
        proof.Header["typ"] = type;

        Assert.Equal(ProofProblem.None, proof.ProblemOf(proof.Sign()));
    }

    [Fact]
    [Rule("D1")]
    public void Every_changed_byte_of_a_signature_is_another_signature()
    {
        using var proof = new ProofBuilder();
        var text = proof.Sign();
        var dot = text.LastIndexOf('.');
        var signature = Base64Url.DecodeFromChars(text.AsSpan(dot + 1));

        for (var i = 0; i < signature.Length; i++)
        {
            var changed = signature.ToArray();
            changed[i] ^= 1;
            Assert.Equal(ProofProblem.Signature, proof.ProblemOf(text[..(dot + 1)] + Base64Url.EncodeToString(changed)));
        }

        byte[][] others = [signature[..^1], [.. signature, 0], new byte[64], [.. Enumerable.Repeat((byte)0xFF, 64)], RandomNumberGenerator.GetBytes(70)];
        Assert.All(others, other => Assert.Equal(ProofProblem.Signature, proof.ProblemOf(text[..(dot + 1)] + Base64Url.EncodeToString(other))));
    }

    [Fact]
    [Rule("D1")]
    public void A_payload_under_the_signature_of_another_is_refused()
    {
        using var proof = new ProofBuilder();
        var good = proof.Sign().Split('.');
        proof.Payload["jti"] = "another";
        var other = proof.Sign().Split('.');

        Assert.Equal(ProofProblem.Signature, proof.ProblemOf($"{good[0]}.{other[1]}.{good[2]}"));
    }

    [Theory]
    [Rule("D1")]
    [InlineData("", ProofProblem.Malformed)]
    [InlineData(".", ProofProblem.Malformed)]
    [InlineData("..", ProofProblem.Malformed)]
    [InlineData("a.b", ProofProblem.Malformed)]
    [InlineData("e30.e30.AA", ProofProblem.MissingMember)]
    [InlineData("e30.e30.AB", ProofProblem.Malformed)]
    [InlineData("e30.e30.", ProofProblem.Malformed)]
    [InlineData("e30.e30.A", ProofProblem.Malformed)]
    [InlineData("e30.e30.AA.AA", ProofProblem.Malformed)]
    [InlineData("e30=.e30.AA", ProofProblem.Malformed)]
    [InlineData(" e30.e30.AA", ProofProblem.Malformed)]
    [InlineData("e30.e3 0.AA", ProofProblem.Malformed)]
    [InlineData("e30.e30.AA\n", ProofProblem.Malformed)]
    [InlineData("é30.e30.AA", ProofProblem.Malformed)]
    [InlineData("W10.e30.AA", ProofProblem.Malformed)]
    [InlineData("eyJhbGciOiJFUzI1NiIsImFsZyI6IkVTMjU2In0.e30.AA", ProofProblem.Malformed)]
    public void A_text_that_is_no_proof_is_refused(string text, ProofProblem expected)
    {
        using var proof = new ProofBuilder();

        Assert.Equal(expected, proof.ProblemOf(text));
    }

    [Theory]
    [Rule("D1")]
    [InlineData("{\"htm\":\"GET\",", "{")]
    [InlineData("{\"\\u0068tm\":\"GET\",", "{")]
    [InlineData("{\"other\":1,\"other\":2,", "{")]
    [InlineData("{\"x\":\"\\ud800\",\"nonce\":\"\\ud800\",", "{")]
    [InlineData("{/**/", "{")]
    [InlineData("{\"x\":01,", "{")]
    [InlineData("{\"x\":NaN,", "{")]
    [InlineData("\uFEFF{", "{")]
    [InlineData("[{", "{")]
    [InlineData("{}{", "{")]
    public void A_payload_that_two_readers_may_read_differently_is_refused(string start, string instead)
    {
        using var proof = new ProofBuilder();
        var payload = proof.Payload.ToJsonString();

        Assert.Equal(ProofProblem.Malformed, proof.ProblemOf(proof.Sign(proof.Header.ToJsonString(), start + payload[instead.Length..])));
    }

    [Theory]
    [Rule("D1")]
    [InlineData("}")]
    [InlineData(",")]
    [InlineData(" {}")]
    [InlineData("\0")]
    public void Nothing_may_follow_the_payload(string end)
    {
        using var proof = new ProofBuilder();

        Assert.Equal(ProofProblem.Malformed, proof.ProblemOf(proof.Sign(proof.Header.ToJsonString(), proof.Payload.ToJsonString() + end)));
        Assert.Equal(ProofProblem.None, proof.ProblemOf(proof.Sign(proof.Header.ToJsonString(), proof.Payload.ToJsonString() + " \r\n")));
    }

    [Fact]
    [Rule("D1")]
    public void Bytes_that_are_no_UTF_8_are_refused()
    {
        using var proof = new ProofBuilder();
        var payload = System.Text.Encoding.UTF8.GetBytes(proof.Payload.ToJsonString());
        payload[payload.AsSpan().IndexOf("an-id"u8)] = 0xFF;

        Assert.Equal(ProofProblem.Malformed, proof.ProblemOf(proof.Key.Sign(System.Text.Encoding.UTF8.GetBytes(proof.Header.ToJsonString()), payload)));
    }

    [Theory]
    [Rule("D15")]
    [InlineData("0", 0)]
    [InlineData("1800000000", 1_800_000_000)]
    [InlineData("1800000000.999", 1_800_000_000)]
    [InlineData("1.8e9", 1_800_000_000)]
    [InlineData("253402300799", 253_402_300_799)]
    [InlineData("253402300799.9", 253_402_300_799)]
    public void The_instant_is_read_in_whole_seconds(string number, long expected)
    {
        using var proof = new ProofBuilder();
        proof.Payload["iat"] = JsonNode.Parse(number);

        Assert.Equal(expected, proof.Verify(proof.Sign(), out _)?.IssuedAtSeconds);
    }

    [Fact]
    [Rule("D9")]
    public void A_proof_id_is_hashed_whatever_its_length()
    {
        using var proof = new ProofBuilder();
        foreach (var id in new[] { "1", new string('j', 5_000), "ü€😀" })
        {
            proof.Payload["jti"] = id;

            Assert.Equal(Digest128.Of(id), proof.Verify(proof.Sign(), out _)?.Id);
        }
    }

    [Fact]
    [Rule("D1")]
    public void Sizes_are_looked_at_before_anything_is_parsed()
    {
        using var proof = new ProofBuilder();

        Assert.Equal(ProofProblem.Malformed, proof.ProblemOf(new string('!', PresentedProof.MaxLength)));
        Assert.Equal(ProofProblem.TooLarge, proof.ProblemOf(new string('!', PresentedProof.MaxLength + 1)));
        Assert.Null(proof.Verify("!", out var problem, uri: new string('u', PresentedProof.MaxUriLength + 1)));
        Assert.Equal(ProofProblem.TooLarge, problem);
        Assert.Null(proof.Verify("!", out problem, method: new string('M', PresentedProof.MaxMethodLength + 1)));
        Assert.Equal(ProofProblem.TooLarge, problem);
    }

    [Fact]
    [Rule("D1")]
    public void A_proof_with_slashes_escaped_as_some_writers_do_is_accepted()
    {
        using var proof = new ProofBuilder();

        Assert.Equal(ProofProblem.None, proof.ProblemOf(proof.Sign(proof.Header.ToJsonString(), proof.Payload.ToJsonString().Replace("/", "\\/", StringComparison.Ordinal))));
    }

    [Fact]
    public void Where_no_token_is_presented_a_token_hash_is_not_asked_for()
    {
        using var proof = new ProofBuilder();
        proof.Payload.Remove("ath");

        Assert.NotNull(proof.Verify(proof.Sign(), out _, token: null));
    }

    [Theory]
    [Rule("D1")]
    [InlineData("PS256", "RS256")]
    [InlineData("RS256", "PS256")]
    public void An_RSA_signature_holds_for_its_own_algorithm_only(string algorithm, string other)
    {
        using var proof = new ProofBuilder(algorithm);
        Assert.Equal(ProofProblem.None, proof.ProblemOf(proof.Sign()));

        proof.Header["alg"] = other;

        Assert.Equal(ProofProblem.Signature, proof.ProblemOf(proof.Sign()));
    }

    [Theory]
    [Rule("D1")]
    [InlineData(1024, false)]
    [InlineData(2048, true)]
    [InlineData(4096, true)]
    [InlineData(4104, false)]
    public void A_modulus_has_2048_to_4096_bits(int bits, bool isTaken)
    {
        using var proof = new ProofBuilder("RS256");
        var modulus = new byte[bits / 8];
        modulus.AsSpan().Fill(0xC5);
        proof.Jwk["n"] = Base64Url.EncodeToString(modulus);

        Assert.Equal(isTaken ? ProofProblem.Signature : ProofProblem.Key, proof.ProblemOf(proof.Sign()));
    }

    [Theory]
    [Rule("D1")]
    [InlineData("AQAB", true)]
    [InlineData("Aw", false)]
    [InlineData("AQ", false)]
    [InlineData("AQAA", false)]
    [InlineData("AAEAAQ", false)]
    [InlineData("AQAAAAE", false)]
    [InlineData("-----w", true)]
    public void An_exponent_is_odd_above_two_to_the_sixteenth_and_of_four_octets_at_most(string exponent, bool isTaken)
    {
        using var proof = new ProofBuilder("PS256");
        proof.Jwk["e"] = exponent;

        Assert.Equal(isTaken, proof.ProblemOf(proof.Sign()) is ProofProblem.None or ProofProblem.Signature);
    }

    [Fact]
    [Rule("D1")]
    public void A_modulus_with_a_zero_ahead_is_refused()
    {
        using var proof = new ProofBuilder("PS256");
        proof.Jwk["n"] = Base64Url.EncodeToString([0, .. Base64Url.DecodeFromChars((string)proof.Jwk["n"]!)]);

        Assert.Equal(ProofProblem.Key, proof.ProblemOf(proof.Sign()));
    }

    private static void UseAnotherKey(ProofBuilder proof)
    {
        using var other = SessionCluster.Client.Possession.ProofKey.CreateEcdsa();
        proof.Header["jwk"] = JsonNode.Parse(other.PublicJwk);
    }

    private static void AddMembers(JsonObject json, int count)
    {
        while (json.Count < count)
        {
            json[$"m{json.Count}"] = 1;
        }
    }
}
