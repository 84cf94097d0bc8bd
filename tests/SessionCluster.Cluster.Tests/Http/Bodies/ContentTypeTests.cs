using System.Text;
using SessionCluster.Cluster.Tests.Http.Hosting;

namespace SessionCluster.Cluster.Tests.Http.Bodies;

/// <summary>Bodies are <c>application/json</c> in UTF-8, uncompressed.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class ContentTypeTests(SharedHttpSilo shared)
{
    private static readonly string[] Others =
    [
        "", "text/plain", "text/json", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/problem+json", "application/json-seq", "application/*",
        "*/*", "application/json; charset=utf-16", "application/json; charset=iso-8859-1", "application/json; v=1", "application/json; charset=utf-8; v=1", "application/json, text/plain", "application", "json",
    ];

    private static readonly string[] Same = ["application/json", "APPLICATION/JSON", "application/json; charset=utf-8", "application/json;charset=UTF-8", "application/json; charset=\"utf-8\""];

    private static readonly string[] Compressions = ["gzip", "br", "deflate", "identity, gzip"];

    public static TheoryData<string, string> Wrong => new(BodySample.All.SelectMany(sample => Others.Select(type => (sample.Policy.ToString(), type))));

    public static TheoryData<string, string> Right => new(BodySample.All.SelectMany(sample => Same.Select(type => (sample.Policy.ToString(), type))));

    public static TheoryData<string, string> Encodings => new(BodySample.All.SelectMany(sample => Compressions.Select(encoding => (sample.Policy.ToString(), encoding))));

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Another_content_type_is_refused(string call, string type) =>
        (await SendAsync(call, type)).RequireProblem(415, "unsupported_media_type");

    [Theory]
    [MemberData(nameof(Right))]
    public async Task Forms_of_the_same_content_type_are_taken(string call, string type) =>
        Assert.Equal(BodySample.Of(call).GoodStatus, (await SendAsync(call, type)).Status);

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_compressed_body_is_refused(string call, string encoding) =>
        (await SendAsync(call, "application/json", encoding)).RequireProblem(415, "unsupported_media_type");

    private async Task<HttpAnswer> SendAsync(string call, string type, string? encoding = null)
    {
        var sample = BodySample.Of(call);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(sample.Good));
        if (type.Length > 0)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return await shared.Silo.CallAsync(sample.Policy, HttpCaller.All, content);
    }
}
