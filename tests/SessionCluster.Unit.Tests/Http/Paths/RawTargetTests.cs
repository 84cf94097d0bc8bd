using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SessionCluster.Silo.Endpoints.Paths;

namespace SessionCluster.Unit.Tests.Http.Paths;

public sealed class RawTargetTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/a%2Fb?c=/d", "/a%2Fb")]
    [InlineData("/?", "/")]
    [InlineData("http://host/a/b?c", "/a/b")]
    [InlineData("https://user@host:1/a?b://c/d", "/a")]
    [InlineData("http://host", "")]
    [InlineData("*", "")]
    [InlineData("host:443", "")]
    [InlineData("", "")]
    public void The_path_is_what_was_sent(string target, string path) => Assert.Equal(path, RawTarget.PathOf(Context(target)));

    [Theory]
    [InlineData("http://host/a%2Fb/%25", "/a%2Fb/%")]
    [InlineData("http://host/a", "/a")]
    [InlineData("http://host", "/as-the-server-says")]
    [InlineData("*", "/as-the-server-says")]
    [InlineData("/b", "/as-the-server-says")]
    public void The_absolute_form_is_taken_apart_as_the_usual_one(string target, string path)
    {
        var context = Context(target);
        context.Request.Path = "/as-the-server-says";

        RawTarget.Settle(context);

        Assert.Equal(path, context.Request.Path.Value);
    }

    [Theory]
    [InlineData("/subjects/a/revoke", 0, "subjects")]
    [InlineData("/subjects/a%2Fb/revoke", 1, "a%2Fb")]
    [InlineData("/subjects/a/revoke", 2, "revoke")]
    [InlineData("/subjects/a/revoke", 3, "")]
    [InlineData("/subjects//revoke", 1, "")]
    [InlineData("/", 0, "")]
    [InlineData("", 0, "")]
    public void A_segment_is_between_two_slashes(string path, int index, string segment) => Assert.Equal(segment, RawTarget.Segment(path, index));

    [Theory]
    [InlineData("/.", true)]
    [InlineData("/..", true)]
    [InlineData("/a/../b", true)]
    [InlineData("/a/./b", true)]
    [InlineData("/%2e", true)]
    [InlineData("/a/.%2E/b", true)]
    [InlineData("/%2E%2e", true)]
    [InlineData("/...", false)]
    [InlineData("/%2e%2e%2e", false)]
    [InlineData("/a.", false)]
    [InlineData("/.a", false)]
    [InlineData("/..%2F..", false)]
    [InlineData("/%252e", false)]
    [InlineData("/a%2", false)]
    [InlineData("/", false)]
    [InlineData("", false)]
    public void A_segment_of_dots_is_found_in_every_disguise(string path, bool has) => Assert.Equal(has, RawTarget.HasDotSegment(path));

    [Theory]
    [InlineData("alice", "alice")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("%f0%9F%98%80", "😀")]
    [InlineData("a+b", "a+b")]
    [InlineData("%00", "\0")]
    [InlineData("", "")]
    public void A_segment_is_decoded_once(string segment, string text)
    {
        Assert.True(RawTarget.TryDecode(segment, out var decoded));
        Assert.Equal(text, decoded);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("%2")]
    [InlineData("%zz")]
    [InlineData("%2g")]
    [InlineData("a%")]
    [InlineData("%%41")]
    [InlineData("%C3")]
    [InlineData("%C0%80")]
    [InlineData("%ED%A0%80")]
    [InlineData("%F4%90%80%80")]
    [InlineData("%ff")]
    [InlineData("é")]
    public void What_is_not_percent_encoded_UTF_8_is_not_decoded(string segment) => Assert.False(RawTarget.TryDecode(segment, out _));

    [Fact]
    public void Whatever_text_is_encoded_comes_back() =>
        Gen.String.Where(text => !text.Any(char.IsSurrogate)).Sample(text =>
        {
            Assert.True(RawTarget.TryDecode(Uri.EscapeDataString(text), out var decoded));
            Assert.Equal(text, decoded);
        });

    [Fact]
    public void Whatever_is_sent_is_decoded_or_not_and_nothing_is_thrown() =>
        Gen.String[Gen.Char["%0123456789abcdefABCDEFxyz./?:"], 0, 40].Sample(text =>
        {
            RawTarget.TryDecode(text, out _);
            RawTarget.HasDotSegment(text);
            RawTarget.Settle(Context(text));
        });

    private static DefaultHttpContext Context(string target)
    {
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        return context;
    }
}
