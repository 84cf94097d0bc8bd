using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Unit.Tests.Client.Possession;

/// <summary>What counts as the same URI (RFC 9449 section 4.3; RFC 3986 sections 6.2.2 and 6.2.3).</summary>
public sealed class RequestUriTests
{
    [Theory]
    [Rule("D6")]
    [InlineData("https://api.example.com/orders", "https://api.example.com/orders?page=2")]
    [InlineData("https://api.example.com/orders", "https://api.example.com/orders#top")]
    [InlineData("https://api.example.com/orders?mine=1", "https://api.example.com/orders?yours=2")]
    [InlineData("https://api.example.com/orders", "https://API.Example.COM/orders")]
    [InlineData("HTTPS://api.example.com/orders", "https://api.example.com/orders")]
    [InlineData("https://api.example.com:443/orders", "https://api.example.com/orders")]
    [InlineData("https://api.example.com:/orders", "https://api.example.com/orders")]
    [InlineData("http://api.example.com:80/orders", "http://api.example.com/orders")]
    [InlineData("https://api.example.com:00443/orders", "https://api.example.com/orders")]
    [InlineData("https://api.example.com", "https://api.example.com/")]
    [InlineData("https://api.example.com?a=b", "https://api.example.com/")]
    [InlineData("https://api.example.com/%7Ealice/%41", "https://api.example.com/~alice/A")]
    [InlineData("https://api.example.com/a%2fb", "https://api.example.com/a%2Fb")]
    [InlineData("https://api.example.com/a/./b/../c", "https://api.example.com/a/c")]
    [InlineData("https://api.example.com/a/%2e%2E/c", "https://api.example.com/c")]
    [InlineData("https://api.example.com/../../c/.", "https://api.example.com/c/")]
    [InlineData("https://api.example.com/a/..", "https://api.example.com/")]
    [InlineData("https://api.example.com/%C3%A4", "https://api.example.com/ä")]
    [InlineData("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x")]
    [InlineData("http://127.0.0.1:5080/sessions/end", "http://127.0.0.1:5080/sessions/end")]
    public void Two_ways_to_write_one_URI_are_the_same(string claimed, string requested) => Assert.Equal(ProofProblem.None, Compare(claimed, requested));

    [Theory]
    [Rule("D6")]
    [InlineData("https://api.example.com/orders", "https://api.example.com/orders/")]
    [InlineData("https://api.example.com/orders", "https://api.example.com/Orders")]
    [InlineData("https://api.example.com/orders", "https://api.example.com//orders")]
    [InlineData("https://api.example.com/orders", "http://api.example.com/orders")]
    [InlineData("https://api.example.com/orders", "https://api.example.com:8443/orders")]
    [InlineData("https://api.example.com:80/orders", "https://api.example.com/orders")]
    [InlineData("https://api.example.com/a/b", "https://api.example.com/a%2Fb")]
    [InlineData("https://api.example.com/a+b", "https://api.example.com/a%20b")]
    [InlineData("https://api.example.com/a", "https://api.example.com/a%2F..")]
    [InlineData("https://api.example.com./a", "https://api.example.com/a")]
    [InlineData("http://[::1]/x", "http://[::2]/x")]
    public void Two_URIs_are_not_the_same(string claimed, string requested) => Assert.Equal(ProofProblem.Uri, Compare(claimed, requested));

    [Theory]
    [Rule("D6")]
    [InlineData("ftp://api.example.com/")]
    [InlineData("api.example.com/orders")]
    [InlineData("https:api.example.com/orders")]
    [InlineData("https:///orders")]
    [InlineData("https://user@api.example.com/orders")]
    [InlineData("https://user:password@api.example.com/orders")]
    [InlineData("https://api.example.com:65536/orders")]
    [InlineData("https://api.example.com:+80/orders")]
    [InlineData("https://api.example.com:80x/orders")]
    [InlineData("https://api.example.com\\orders")]
    [InlineData("https://api.example.com/or ders")]
    [InlineData("https://api.example.com/%zz")]
    [InlineData("https://api.example.com/%4")]
    [InlineData("https://api.example.com/\u0001")]
    [InlineData("https://äpi.example.com/")]
    [InlineData("http://[::1/x")]
    [InlineData("http://[]/x")]
    public void What_is_no_absolute_URI_of_a_request_is_never_the_same_not_even_as_itself(string uri) => Assert.Equal(ProofProblem.Uri, Compare(uri, uri));

    [Fact]
    [Rule("D6")]
    public void The_longest_URI_is_compared_too()
    {
        var uri = "https://api.example.com/" + new string('ä', 600);

        Assert.Equal(ProofProblem.None, Compare(uri, uri));
        Assert.Equal(ProofProblem.Uri, Compare(uri, uri + "a"));
    }

    private static ProofProblem Compare(string claimed, string requested)
    {
        using var proof = new ProofBuilder();
        proof.Payload["htu"] = claimed;
        proof.Verify(proof.Sign(), out var problem, uri: requested);
        return problem;
    }
}
