using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Http;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Http;

/// <summary>An answer is what the contract says, or it is none: in doubt, never accepted and never refused (G6).</summary>
[Rule("G6")]
public sealed class ReadingTests : IDisposable
{
    private readonly StubService _service = new();

    public void Dispose() => _service.Dispose();

    public static TheoryData<string> BrokenAcceptances =>
    [
        "", "null", "[]", "{}", "{", "<html></html>", """{ "active": "true" }""", """{ "active": true }""", """{ "active": false }""", """{ "active": false, "refusal": "no_such" }""", """{ "active": false, "refusal": 1 }""",
        """{ "active": false, "active": true, "refusal": "revoked" }""",
        .. Broken(HttpSamples.Accepted, "sub", "sid", "class", "client_id", "aud", "amr", "auth_time", "iat", "exp", "idle_timeout", "idle_expires_at", "token_type"),
        With("aud", "\"billing\""), With("human", "\"true\""), With("human", "1"), With("human", "null"), With("token_type", "\"DPoP\""), With("exp", "-1"), With("exp", "1.5"), With("exp", "253402300800"), With("acr", "\"aal9\""), With("scope", "\"a  b\""), With("sid", "\"0123\""),
        With("amr", "[1]"), With("attributes", "{ \"a\": 1 }"), With("attributes", "[]"), With("sub", "\"\""), HttpSamples.Accepted.ToJsonString().Replace("\"alice\"", "\"\\ud800\"", StringComparison.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(BrokenAcceptances))]
    public async Task A_verdict_that_is_not_whole_is_none(string body)
    {
        _service.Answers(() => StubService.Of(200, body));

        Assert.Equal("unavailable: Timeout", (await _service.Sessions.ValidateAsync(HttpSamples.Presented)).ToString());
    }

    [Theory]
    [Rule("H5")]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData(null, false)]
    public async Task A_session_stands_for_a_human_being_where_the_service_says_so_and_nowhere_else(string? said, bool human)
    {
        _service.Answers(() => StubService.Of(200, said is null ? HttpSamples.Accepted.ToJsonString() : With("human", said)));

        Assert.Equal(human, (await _service.Sessions.ValidateAsync(HttpSamples.Presented)).Facts?.Human);
    }

    [Fact]
    public async Task Every_refusal_is_read_as_what_it_is()
    {
        foreach (var refusal in Enum.GetValues<SessionRefusal>().Where(refusal => refusal != SessionRefusal.None))
        {
            var answer = HttpSamples.Refused;
            answer["refusal"] = SessionCluster.Abstractions.Wire.RefusalCodes.Of(refusal);
            _service.Answer = _ => Task.FromResult(StubService.Of(200, answer.ToJsonString()));

            Assert.Equal(refusal == SessionRefusal.WrongSecret ? SessionRefusal.Unknown : refusal, (await _service.Sessions.ValidateAsync(HttpSamples.Presented)).Refusal);
        }
    }

    [Theory]
    [InlineData("token"), InlineData("sid"), InlineData("exp"), InlineData("idle_timeout")]
    public async Task An_establishment_that_is_not_whole_is_in_doubt(string member)
    {
        foreach (var broken in Broken(HttpSamples.Established, member))
        {
            _service.Answer = _ => Task.FromResult(StubService.Of(201, broken));
            Assert.IsType<EstablishResult.Unavailable>(await _service.Sessions.EstablishAsync(HttpSamples.Establish));
        }
    }

    [Theory]
    [InlineData("sid"), InlineData("sessions_ended"), InlineData("revoked_at"), InlineData("effective_at"), InlineData("event_id")]
    public async Task A_receipt_that_is_not_whole_acknowledges_nothing(string member)
    {
        foreach (var broken in Broken(HttpSamples.Receipt, member))
        {
            _service.Answer = _ => Task.FromResult(StubService.Of(200, broken));
            Assert.IsType<RevokeResult.Unavailable>(await _service.Sessions.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, HttpSamples.Order)));
        }
    }

    [Theory]
    [InlineData(401, "invalid_client")]
    [InlineData(403, "forbidden")]
    [InlineData(403, "audience_not_permitted")]
    [InlineData(404, "not_found")]
    [InlineData(400, "unsupported_parameter")]
    [InlineData(415, "unsupported_media_type")]
    public async Task A_client_that_is_set_up_wrongly_is_told_by_an_exception(int status, string code)
    {
        _service.Answer = _ => Task.FromResult(StubService.Problem(status, code));
        var calls = new Func<Task>[]
        {
            async () => await _service.Sessions.ValidateAsync(HttpSamples.Presented),
            () => _service.Sessions.EstablishAsync(HttpSamples.Establish),
            () => _service.Sessions.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, HttpSamples.Order)),
            () => _service.Sessions.RevokeSubjectAsync(new(Sample.Subject, HttpSamples.Order)),
            () => _service.Sessions.GetInfoAsync(Specimen.Id),
            () => _service.Sessions.ListAsync(Sample.Subject),
        };

        foreach (var call in calls)
        {
            var fault = await Assert.ThrowsAsync<SessionClusterHttpException>(call);
            Assert.Equal((status, code, $"The session service answered {status} {code}. What to do."), (fault.Status, fault.Code, fault.Message));
        }
    }

    [Fact]
    public async Task Something_else_that_answers_is_told_from_the_service()
    {
        _service.Answer = _ => Task.FromResult(StubService.Of(404, "<html>nginx</html>"));

        var fault = await Assert.ThrowsAsync<SessionClusterHttpException>(() => _service.Sessions.GetInfoAsync(Specimen.Id));

        Assert.Equal("The session service answered 404. It is none of its answers: look at BaseAddress.", fault.Message);
    }

    [Fact]
    [Rule("N4"), Rule("N17")]
    public async Task What_is_sent_is_the_contract_and_what_is_logged_holds_neither_token_nor_secret()
    {
        _service.Answer = number => Task.FromResult(number == 0 ? StubService.Of(200, HttpSamples.Accepted.ToJsonString()) : StubService.Problem(503, "unavailable", "30"));
        await _service.Sessions.ValidateAsync(HttpSamples.Presented);
        Assert.True(SubjectId.TryCreate("a/b %ä", out var subject, out _));
        await _service.Sessions.RevokeSubjectAsync(new(subject, HttpSamples.Order));

        var (call, authorization, body) = _service.Requests[0];
        Assert.Equal("POST http://localhost:1/base/sessions/validate", call);
        Assert.Equal("Basic " + Convert.ToBase64String("ops:p%3A100%25%2B%C3%A4+%E2%82%AC%2F%3Dsecret"u8), authorization);
        Assert.Equal(Specimen.Token, body!["token"]!.GetValue<string>());
        Assert.Equal("POST http://localhost:1/base/subjects/a%2Fb%20%25%C3%A4/revoke", _service.Requests[1].Call);
        Assert.NotEmpty(_service.Log.Lines);
        Assert.All(_service.Log.Lines, line =>
        {
            Assert.DoesNotContain(Specimen.Token[9..^6], line, StringComparison.Ordinal);
            Assert.DoesNotContain(authorization[6..], line, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
            Assert.DoesNotContain("a%2Fb", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_call_in_the_name_of_another_client_is_a_mistake()
    {
        var other = new RevocationOrder(RevocationReason.Admin, null, EndInitiator.By(ClientId.Create("another")));

        await Assert.ThrowsAsync<ArgumentException>(() => _service.Sessions.EstablishAsync(HttpSamples.Establish with { EstablishedBy = ClientId.Create("another") }));
        await Assert.ThrowsAsync<ArgumentException>(() => _service.Sessions.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, other)));
        await Assert.ThrowsAsync<ArgumentException>(() => _service.Sessions.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, new(RevocationReason.Policy, null, EndInitiator.Policy))));
        await Assert.ThrowsAsync<ArgumentException>(() => _service.Sessions.RevokeAsync(new RevokeDescriptor.ByIdOfEstablisher(Specimen.Id, ClientId.Create("ops"), HttpSamples.Order)));
        Assert.Empty(_service.Requests);
    }

    private static string With(string member, string raw)
    {
        var answer = HttpSamples.Accepted;
        answer[member] = JsonNode.Parse(raw);
        return answer.ToJsonString();
    }

    private static IEnumerable<string> Broken(JsonObject answer, params string[] members)
    {
        foreach (var member in members)
        {
            foreach (var raw in new[] { "null", "true", "{}", "[[]]" })
            {
                var broken = answer.DeepClone().AsObject();
                broken[member] = JsonNode.Parse(raw);
                yield return broken.ToJsonString();
            }

            var without = answer.DeepClone().AsObject();
            without.Remove(member);
            yield return without.ToJsonString();
        }
    }
}
