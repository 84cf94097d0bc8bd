using System.Security.Cryptography;
using System.Text;
using CsCheck;
using SessionCluster.Silo.Callers;

namespace SessionCluster.Unit.Tests.Callers;

/// <summary>RFC 7617, with id and secret form-encoded first (RFC 6749 section 2.3.1).</summary>
public sealed class BasicCredentialsTests
{
    [Theory]
    [InlineData("login:secret", "login", "secret")]
    [InlineData("login:", "login", "")]
    [InlineData(":", "", "")]
    [InlineData("a:b:c", "a", "b:c")]
    [InlineData("a+b:c+d", "a b", "c d")]
    [InlineData("%61%3ab:%25%2B%c3%A4", "a:b", "%+ä")]
    public void Id_and_secret_are_decoded_once(string credentials, string id, string secret) => Assert.Equal((id, Digest(secret)), Read(Encode(credentials)));

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic !")]
    [InlineData("Basic YQ")]
    [InlineData("Bearer YTpi")]
    [InlineData("YTpi")]
    public void What_is_no_Basic_header_is_not_read(string header) => Assert.Null(Read(header));

    [Theory]
    [InlineData("no colon")]
    [InlineData("a%:b")]
    [InlineData("a%2:b")]
    [InlineData("a:b%")]
    [InlineData("a:%zz")]
    [InlineData("ä:b")]
    [InlineData("%C3%A4:b")]
    public void What_is_not_form_encoded_is_not_read(string credentials) => Assert.Null(Read(Encode(credentials)));

    [Theory]
    [InlineData("basic YTpi")]
    [InlineData("BASIC YTpi")]
    [InlineData("Basic   YTpi")]
    public void The_scheme_is_written_in_any_case_before_any_number_of_spaces(string header) => Assert.Equal(("a", Digest("b")), Read(header));

    [Theory]
    [InlineData(BasicCredentials.MaxBytes, true)]
    [InlineData(BasicCredentials.MaxBytes + 1, false)]
    public void Longer_credentials_than_the_longest_are_not_read(int bytes, bool isRead) => Assert.Equal(isRead, Read(Encode("a:".PadRight(bytes, 'x'))) is not null);

    [Fact]
    public void Whatever_secret_a_client_has_arrives() =>
        Gen.String[Gen.Char.AlphaNumeric, 1, 64].Select(Gen.String[0, 60].Where(text => !text.Any(char.IsSurrogate))).Sample((id, secret) =>
            Assert.Equal((id, Digest(secret)), Read(Encode($"{id}:{Uri.EscapeDataString(secret)}"))));

    [Fact]
    public void Whatever_header_comes_is_read_or_not_and_nothing_is_thrown() =>
        Gen.String[0, 100].Sample(text =>
        {
            Read(text);
            Read($"Basic {text}");
            Read(Encode(text));
        });

    private static string Encode(string credentials) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}";

    private static string Digest(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static (string Id, string Digest)? Read(string header)
    {
        var id = new char[BasicCredentials.MaxBytes];
        var digest = new byte[32];
        return BasicCredentials.TryRead(header, id, out var length, digest) ? (new(id, 0, length), Convert.ToHexString(digest)) : null;
    }
}
