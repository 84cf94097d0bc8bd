using System.Net.Http.Headers;
using System.Text;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Cluster.Tests.Http.Bodies;

/// <summary>Bodies of 16 KiB and no byte more, whether their length is said or not; the client gets to read the answer.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class BodySizeTests(SharedHttpSilo shared)
{
    private static readonly int[] Sizes = [RequestBody.MaxBytes + 1, 1024 * 1024, RequestBody.MaxDrained];

    public static TheoryData<string> Calls => [.. BodySample.All.Select(sample => sample.Policy.ToString())];

    public static TheoryData<string, int, bool> TooLong => new(BodySample.All.SelectMany(sample =>
        from size in Sizes
        from chunked in (bool[])[false, true]
        select (sample.Policy.ToString(), size, chunked)));

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_body_of_exactly_the_limit_is_read(string call)
    {
        var sample = BodySample.Of(call);

        var answer = await SendAsync(sample.Policy, sample.Good.PadRight(RequestBody.MaxBytes), chunked: false);
        var chunked = await SendAsync(sample.Policy, sample.Good.PadRight(RequestBody.MaxBytes), chunked: true);

        Assert.Equal(sample.GoodStatus, answer.Status);
        Assert.Equal(sample.GoodStatus, chunked.Status);
    }

    [Theory]
    [MemberData(nameof(TooLong))]
    public async Task A_longer_one_is_refused(string call, int size, bool chunked)
    {
        var sample = BodySample.Of(call);

        (await SendAsync(sample.Policy, sample.Good.PadRight(size), chunked)).RequireProblem(413, "too_large");
    }

    [Fact]
    public async Task The_connection_lives_on_after_a_body_that_the_server_can_take_off_the_wire()
    {
        var request = $"POST /sessions HTTP/1.1\r\nHost: silo\r\nAuthorization: {HttpCaller.All.Authorization}\r\nContent-Type: application/json\r\nContent-Length: 1048576\r\n\r\n{new string(' ', 1024 * 1024)}";

        var answer = await RawConnection.SendAsync(shared.Silo.Address, Encoding.ASCII.GetBytes(request));

        answer.RequireProblem(413, "too_large");
        Assert.Equal(string.Empty, answer.Header("Connection"));
    }

    [Fact]
    public async Task Chunks_without_end_are_cut_off_with_the_same_answer()
    {
        var chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";
        var head = $"POST /sessions HTTP/1.1\r\nHost: silo\r\nAuthorization: {HttpCaller.All.Authorization}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

        // One chunk more than is taken, and no end.
        var answer = await RawConnection.SendAsync(shared.Silo.Address, Encoding.ASCII.GetBytes(head + string.Concat(Enumerable.Repeat(chunk, 1 + (RequestBody.MaxDrained / 0x10000)))));

        answer.RequireCommon();
        answer.RequireProblem(413, "too_large");
        Assert.Equal("close", answer.Header("Connection"));
    }

    [Fact]
    public async Task A_length_that_nobody_waits_for_closes_the_connection()
    {
        var request = $"POST /sessions HTTP/1.1\r\nHost: silo\r\nAuthorization: {HttpCaller.All.Authorization}\r\nContent-Type: application/json\r\nContent-Length: 100000000000\r\n\r\n";

        var answer = await RawConnection.SendAsync(shared.Silo.Address, Encoding.ASCII.GetBytes(request));

        answer.RequireProblem(413, "too_large");
        Assert.Equal("close", answer.Header("Connection"));
    }

    [Theory]
    [InlineData("Content-Length: 4000", "")]
    [InlineData("Transfer-Encoding: chunked", "1000\r\n")]
    public async Task A_client_that_hangs_up_within_a_body_gets_nothing_done(string header, string chunk)
    {
        var subject = HttpSamples.NewSubject();
        var request = $"POST /sessions HTTP/1.1\r\nHost: silo\r\nAuthorization: {HttpCaller.All.Authorization}\r\nContent-Type: application/json\r\n{header}\r\n\r\n{chunk}{HttpSamples.Establishment(subject).ToJsonString()}";

        await Assert.ThrowsAnyAsync<IOException>(() => RawConnection.SendAsync(shared.Silo.Address, Encoding.ASCII.GetBytes(request), closesSending: true));

        Assert.Empty((await shared.Silo.CallAsync(EndpointPolicies.List, HttpCaller.All, parameter: subject)).Json["sessions"]!.AsArray());
    }

    [Fact]
    public async Task Chunks_that_are_none_are_malformed()
    {
        var request = $"POST /sessions/validate HTTP/1.1\r\nHost: silo\r\nAuthorization: {HttpCaller.All.Authorization}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{{}}\r\n";

        var answer = await RawConnection.SendAsync(shared.Silo.Address, Encoding.ASCII.GetBytes(request));

        answer.RequireCommon();
        answer.RequireProblem(400, "malformed");
    }

    private async Task<HttpAnswer> SendAsync(EndpointPolicy policy, string body, bool chunked)
    {
        using HttpContent content = chunked ? new UnknownLengthContent(Encoding.UTF8.GetBytes(body)) : new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await shared.Silo.CallAsync(policy, HttpCaller.All, content);
    }
}
