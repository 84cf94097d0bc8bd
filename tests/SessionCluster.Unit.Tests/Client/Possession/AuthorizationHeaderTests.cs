using SessionCluster.Client.Possession;

namespace SessionCluster.Unit.Tests.Client.Possession;

/// <summary>Which credentials a request presents: RFC 6750 section 2.1, RFC 9449 sections 7.1 and 7.2.</summary>
public sealed class AuthorizationHeaderTests
{
    [Theory]
    [InlineData("Bearer abc", "abc")]
    [InlineData("bearer abc", "abc")]
    [InlineData("BEARER   abc ", "abc")]
    [InlineData("Bearer a-._~+/z09==", "a-._~+/z09==")]
    public void A_token_alone_is_read(string header, string token) => Assert.Equal((AuthorizationKind.Bearer, token), Read(header));

    [Theory]
    [InlineData("DPoP abc", "abc")]
    [InlineData("dpop abc", "abc")]
    [InlineData("DPOP  abc", "abc")]
    [InlineData("DPoP Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU", "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU")]
    public void A_token_that_comes_with_a_proof_is_read(string header, string token) => Assert.Equal((AuthorizationKind.DPoP, token), Read(header));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Basic YTpi")]
    [InlineData("Bearertoken")]
    [InlineData("DPoPtoken")]
    [InlineData("DPo P")]
    [InlineData("Bearer\tabc")]
    [InlineData(null)]
    public void Credentials_of_another_scheme_are_none(string? header) => Assert.Equal((AuthorizationKind.None, ""), Read(header));

    [Fact]
    public void No_header_is_none() => Assert.Equal((AuthorizationKind.None, ""), Read());

    [Theory]
    [InlineData("Bearer")]
    [InlineData("DPoP")]
    [InlineData("DPoP ")]
    [InlineData("Bearer a b")]
    [InlineData("DPoP \"a\"")]
    [InlineData("bearer a;b")]
    [InlineData("DPoP ä")]
    [InlineData("DPoP a\0b")]
    public void What_no_token_can_be_is_malformed(string header) => Assert.Equal((AuthorizationKind.Malformed, ""), Read(header));

    [Theory]
    [Rule("D3")]
    [InlineData("Bearer a", "DPoP a")]
    [InlineData("DPoP a", "Bearer a")]
    [InlineData("DPoP a", "DPoP a")]
    [InlineData("Bearer a", "Basic YTpi")]
    [InlineData("", "")]
    [InlineData("Bearer a, DPoP a")]
    [InlineData("DPoP a,Bearer a")]
    [InlineData("Bearer,a")]
    public void Several_credentials_are_never_one(params string?[] headers) => Assert.Equal((AuthorizationKind.Several, ""), Read(headers));

    private static (AuthorizationKind Kind, string Token) Read(params string?[] headers) => (AuthorizationHeader.Read(headers, out var token), token);
}
