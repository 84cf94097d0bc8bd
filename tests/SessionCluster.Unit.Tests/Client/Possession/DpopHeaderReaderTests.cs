using SessionCluster.Client.Possession;

namespace SessionCluster.Unit.Tests.Client.Possession;

/// <summary>How many proofs a request has: RFC 9449 section 4.3, check 1.</summary>
public sealed class DpopHeaderReaderTests
{
    [Fact]
    public void No_header_is_no_proof() => Assert.Equal((DpopHeaderKind.None, ""), Read());

    [Theory]
    [InlineData("a.b.c", "a.b.c")]
    [InlineData(" a.b.c ", "a.b.c")]
    [InlineData("a b", "a b")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void One_header_is_one_proof_whatever_is_in_it(string? header, string proof) => Assert.Equal((DpopHeaderKind.One, proof), Read(header));

    [Theory]
    [Rule("D3")]
    [InlineData("a.b.c", "a.b.c")]
    [InlineData("a.b.c", "")]
    [InlineData("", "")]
    [InlineData("a.b.c, d.e.f")]
    [InlineData(",")]
    public void Several_are_none_that_counts(params string?[] headers) => Assert.Equal((DpopHeaderKind.Several, ""), Read(headers));

    private static (DpopHeaderKind Kind, string Proof) Read(params string?[] headers) => (DpopHeaderReader.Read(headers, out var proof), proof);
}
