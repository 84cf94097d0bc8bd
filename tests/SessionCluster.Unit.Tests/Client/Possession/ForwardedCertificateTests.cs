using SessionCluster.Client.Possession;

namespace SessionCluster.Unit.Tests.Client.Possession;

/// <summary>The certificate that a proxy forwards: RFC 9440, and what proxies write besides.</summary>
public sealed class ForwardedCertificateTests
{
    // docs/vectors.md, section 4.
    private const string Thumbprint = "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0";

    private const string Base64 =
        "MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAxODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8QnhxxzFQ03C7HKW9OylMbnQZjjJ"
        + "/Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwIDSQAwRgIhAP0RC1E+vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOVbUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=";

    private static readonly string Pem = $"-----BEGIN CERTIFICATE-----\n{string.Join('\n', Base64.Chunk(64).Select(line => new string(line)))}\n-----END CERTIFICATE-----\n";

    public static TheoryData<string> Forms => new($":{Base64}:", $" :{Base64}: ", Base64, Uri.EscapeDataString(Base64), Uri.EscapeDataString(Pem), Uri.EscapeDataString(Pem.TrimEnd()), Pem.Replace("\n", "%0A", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal), Pem.Replace('\n', ' '));

    public static TheoryData<string> Hostile => new(
        ":", "::", ":::", $":{Base64}", $"{Base64}:", $":{Base64}:;a=b", $":{Base64}:, :{Base64}:", $":{Base64[..^4]}:", $":{Base64[4..]}:", ":AAAA:", ":ä:", ":%:", "%", "%00", "%zz", "none", "(null)", "AAAA", "-----BEGIN CERTIFICATE-----",
        Uri.EscapeDataString(Pem + Pem), Uri.EscapeDataString("x" + Pem), Uri.EscapeDataString(Pem + "x"), Uri.EscapeDataString(Pem.Replace("CERTIFICATE", "PUBLIC KEY", StringComparison.Ordinal)), Uri.EscapeDataString(Uri.EscapeDataString(Pem)),
        "Hash=00;Cert=\"" + Uri.EscapeDataString(Pem) + "\"", new('A', ForwardedCertificate.MaxLength + 1), $":{Convert.ToBase64String([.. Convert.FromBase64String(Base64), 0])}:");

    [Theory]
    [Rule("T5")]
    [MemberData(nameof(Forms))]
    public void Each_form_gives_the_hash_of_the_DER_though_the_certificate_has_expired(string header)
    {
        Assert.True(ForwardedCertificate.TryRead([header], out var certificate));
        Assert.Equal(Thumbprint, certificate.ToString());
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_no_certificate_is_none_and_no_exception(string header)
    {
        Assert.False(ForwardedCertificate.TryRead([header], out var certificate));
        Assert.True(certificate.IsUnset);
    }

    [Fact]
    public void No_header_and_an_empty_one_are_no_certificate()
    {
        Assert.True(ForwardedCertificate.TryRead([], out var certificate));
        Assert.True(certificate.IsUnset);
        Assert.True(ForwardedCertificate.TryRead([null], out certificate));
        Assert.True(certificate.IsUnset);
        Assert.True(ForwardedCertificate.TryRead([" "], out certificate));
        Assert.True(certificate.IsUnset);
    }

    [Fact]
    public void Two_headers_are_none_even_when_both_are_good() => Assert.False(ForwardedCertificate.TryRead([$":{Base64}:", $":{Base64}:"], out _));
}
