using System.Text;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Paths;

/// <summary>A subject is any text of 1 to 256 bytes of UTF-8; in a path it is percent-encoded once, and nobody decodes it twice or takes it apart.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class SubjectPathTests(SharedHttpSilo shared)
{
    public static TheoryData<string> Legal =>
    [
        "a", "a/b", "/", "//", "a//b", "a/../b", "../..", "/..", "...", ".a", "a.", "%", "%2F", "%2f", "%252F", "%25", "100%", "%zz", "a%00b", "?", "a?b=c", "#", "a#b", "a b", " ", "+", "a+b", "a&b=c;d,e",
        "\\", "a\\..\\b", "\"", "'", "<script>", "{sub}", "{}", ":", "@", "alice@example.org", "https://idp.example/users/1?x=y#z", "auth0|507f1f77", "urn:uuid:f81d4fae", "ALICE", "alice", "Alice", "é", "e\u0301", "\u00c5", "\u212b",
        "😀", "👩‍👩‍👧", "日本語", "אבג", "\u202ealice", "\ufeffalice", "\ud83d\ude00/%2F", "revoke", "sessions", "null", "true", "0",
        new string('x', 256), new string('é', 128), string.Concat(Enumerable.Repeat("😀", 64)), new string('/', 256), new string('%', 256),
    ];

    [Theory]
    [MemberData(nameof(Legal))]
    public async Task A_legal_subject_is_established_listed_and_revoked_as_it_is(string text)
    {
        // Distinct per test, and no longer than it may be.
        var subject = text;
        var path = Uri.EscapeDataString(subject);
        var (token, id) = await shared.Silo.EstablishedAsync(HttpSamples.Establishment(subject));

        var facts = await shared.Silo.ValidateAsync(token);
        var list = await shared.Silo.CallAsync(EndpointPolicies.List, HttpCaller.All, parameter: path);
        var receipt = await shared.Silo.CallAsync(EndpointPolicies.RevokeSubject, HttpCaller.All, """{ "reason": "admin" }""", path);

        Assert.Equal(subject, facts.Member("sub"));
        var listed = Assert.Single(list.Json["sessions"]!.AsArray())!;
        Assert.Equal(id, listed["sid"]!.GetValue<string>());
        Assert.Equal(subject, listed["sub"]!.GetValue<string>());
        Assert.Equal(subject, receipt.Member("sub"));
        Assert.Equal(1, receipt.Number("sessions_ended"));
        Assert.False(await shared.Silo.IsActiveAsync(token));
    }

    [Theory]
    [InlineData("%61%6c%69%63%65-encoded", "alice-encoded")]
    [InlineData("alice%2dencoded", "alice-encoded")]
    [InlineData("%F0%9F%98%80-encoded", "😀-encoded")]
    [InlineData("%f0%9f%98%80-encoded", "😀-encoded")]
    [InlineData("a%2Fb-encoded", "a/b-encoded")]
    [InlineData("a%252Fb-encoded", "a%2Fb-encoded")]
    [InlineData("a+b-encoded", "a+b-encoded")]
    [InlineData("a;b=c,d-encoded", "a;b=c,d-encoded")]
    public async Task It_is_decoded_exactly_once(string path, string subject)
    {
        var receipt = await shared.Silo.CallAsync(EndpointPolicies.RevokeSubject, HttpCaller.All, """{ "reason": "admin" }""", path);

        Assert.Equal(subject, receipt.Member("sub"));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("%2")]
    [InlineData("a%zzb")]
    [InlineData("%C3")]
    [InlineData("%C3%28")]
    [InlineData("%C0%AF")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF")]
    [InlineData("%F8%88%80%80%80")]
    [InlineData("%01")]
    [InlineData("a%0D%0Ab")]
    [InlineData("a%7Fb")]
    [InlineData("a%C2%85b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("%2e")]
    [InlineData("%2E%2e")]
    [InlineData(".%2E")]
    public async Task What_is_no_subject_is_malformed_in_every_path(string path)
    {
        (await shared.Silo.CallAsync(EndpointPolicies.List, HttpCaller.All, parameter: path)).RequireProblem(400, "malformed");
        (await shared.Silo.CallAsync(EndpointPolicies.RevokeSubject, HttpCaller.All, """{ "reason": "admin" }""", path)).RequireProblem(400, "malformed");
    }

    [Fact]
    public async Task A_subject_of_257_bytes_is_malformed_in_every_path()
    {
        foreach (var subject in new[] { new string('x', 257), new string('é', 128) + "x", string.Concat(Enumerable.Repeat("😀", 64)) + "x" })
        {
            await What_is_no_subject_is_malformed_in_every_path(Uri.EscapeDataString(subject));
        }
    }

    [Theory]
    [InlineData("/subjects/x/../../sessions")]
    [InlineData("/subjects/%2e%2e/sessions")]
    [InlineData("/x/../subjects/alice/revoke")]
    [InlineData("/./subjects/alice/revoke")]
    [InlineData("/subjects/alice/./revoke")]
    public async Task A_path_with_dot_segments_leads_nowhere(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, shared.Silo.Url(path));
        request.Headers.Authorization = HttpCaller.All.Authorization;

        (await shared.Silo.SendAsync(request)).RequireProblem(400, "malformed");
    }

    [Theory]
    [InlineData("/subjects//revoke", 404)]
    [InlineData("/subjects/a/b/revoke", 404)]
    [InlineData("//subjects/alice/revoke", 404)]
    [InlineData("/subjects/alice//revoke", 404)]
    [InlineData("/subjects/alice", 404)]
    public async Task A_path_with_other_segments_is_no_call(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, shared.Silo.Url(path));
        request.Headers.Authorization = HttpCaller.All.Authorization;

        (await shared.Silo.SendAsync(request)).RequireProblem(status, "not_found");
    }

    [Fact]
    public async Task A_control_character_that_is_not_even_encoded_is_malformed_too()
    {
        var answer = await RawConnection.SendAsync(shared.Silo.Address, "GET /subjects/a\u0001b/sessions HTTP/1.1", "", $"Authorization: {HttpCaller.All.Authorization}");

        answer.RequireCommon();
        answer.RequireProblem(400, "malformed");
    }

    [Theory]
    [InlineData("subjects%2Falice%2Frevoke")]
    [InlineData("subjects%2Falice/revoke")]
    [InlineData("subjects/alice%2Frevoke")]
    public async Task No_form_of_a_request_target_makes_two_segments_of_one(string path)
    {
        foreach (var prefix in new[] { shared.Silo.Address.ToString(), "/" })
        {
            var answer = await RawConnection.SendAsync(shared.Silo.Address, $"POST {prefix}{path} HTTP/1.1", "", $"Authorization: {HttpCaller.All.Authorization}");

            answer.RequireCommon();
            answer.RequireProblem(404, "not_found");
        }
    }

    [Fact]
    public async Task The_absolute_form_of_a_request_target_names_the_same_subject()
    {
        const string Body = """{ "reason": "admin" }""";
        var request = $"POST {shared.Silo.Address}subjects/absolute%2F%2525/revoke HTTP/1.1\r\nHost: {shared.Silo.Address.Authority}\r\nAuthorization: {HttpCaller.All.Authorization}\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}";

        var answer = await RawConnection.SendAsync(shared.Silo.Address, Encoding.ASCII.GetBytes(request));

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal("absolute/%25", answer.Member("sub"));
    }
}
