using CsCheck;
using SessionCluster.Silo.Endpoints.OAuth;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Unit.Tests.Http.Reading;

/// <summary>Forms of introspection and revocation (RFC 6749 section 3.2 and appendix B): read, or refused with a sentence; never an exception.</summary>
public sealed class StrictFormTests
{
    private const int Iterations = 50_000;

    private static readonly string[] Pieces = ["token", "=", "&", "%", "%4", "%41", "%zz", "%00", "%ff", "%C3%A9", "+", "client_id", "caller", "client_secret", "x", "\u00e9", "token_type_hint", "\0"];

    [Theory]
    [InlineData("token=abc", "abc")]
    [InlineData("token=a%2Bb+c", "a+b c")]
    [InlineData("t%6Fken=abc", "abc")]
    [InlineData("token=%F0%9F%98%80", "\U0001F600")]
    [InlineData("token=%00", "\0")]
    [InlineData("token=a=b", "a=b")]
    [InlineData("&&token=abc&", "abc")]
    [InlineData("token=abc&token_type_hint=refresh_token", "abc")]
    [InlineData("token_type_hint=no_such_type&token=abc", "abc")]
    [InlineData("token=abc&unknown=x&resource=https%3A%2F%2Fa", "abc")]
    [InlineData("token=abc&unknown", "abc")]
    [InlineData("token=abc&client_id=caller", "abc")]
    [InlineData("token=abc&client_secret=", "abc")]
    public void A_form_that_names_a_token_is_read(string form, string token) => Assert.Equal(token, Read(form).Token);

    [Theory]
    [InlineData("", "'token' is missing")]
    [InlineData("token", "'token' is missing")]
    [InlineData("token=", "'token' is missing")]
    [InlineData("TOKEN=abc", "'token' is missing")]
    [InlineData("token=abc&token=abc", "twice")]
    [InlineData("token=abc&token=", "twice")]
    [InlineData("token=abc&t%6Fken=abd", "twice")]
    [InlineData("token=abc&x=1&x=2", "twice")]
    [InlineData("token=%", "percent-encoded")]
    [InlineData("token=%4", "percent-encoded")]
    [InlineData("token=%zz", "percent-encoded")]
    [InlineData("token=%ff", "percent-encoded")]
    [InlineData("token=%ED%A0%80", "percent-encoded")]
    [InlineData("token=abc&%ff=1", "percent-encoded")]
    [InlineData("token=abc&client_id=another", "'client_id'")]
    [InlineData("token=abc&client_secret=s", "credentials")]
    [InlineData("token=abc&client_assertion=s", "credentials")]
    [Rule("T1")]
    public void Another_form_is_refused(string form, string words)
    {
        Assert.Null(TokenForm.Parse(Sample.Utf8(form), Sample.Caller, out var problem));

        Assert.Contains(words, problem!.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_pieces_are_read_or_refused() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 20].Sample(pieces => Try(Sample.Utf8(string.Concat(pieces.Select(piece => Pieces[piece])))), iter: Iterations);

    [Fact]
    public void Any_bytes_are_read_or_refused() => Gen.Byte.Array[0, 200].Sample(bytes => Try([.. "token="u8, .. bytes]), iter: Iterations);

    [Fact, Rule("N17")]
    public void What_was_read_does_not_print_a_token() => Assert.DoesNotContain("secret-token", $"{Read("token=secret-token")}", StringComparison.Ordinal);

    private static TokenRequest Read(string form) => TokenForm.Parse(Sample.Utf8(form), Sample.Caller, out var problem) ?? throw new InvalidOperationException(problem!.Detail);

    private static void Try(byte[] form)
    {
        var read = TokenForm.Parse(form, Sample.Caller, out var problem);
        Assert.NotEqual(read is null, problem is null);
        Assert.Equal(problem is null ? null : "invalid_request", problem is null ? null : OAuthErrors.Of(problem.Code));
    }
}
