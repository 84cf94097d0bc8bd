using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.Http;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Unit.Tests.Http.Writing;

/// <summary>Answers, byte for byte.</summary>
public sealed class SessionJsonTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly SessionId Id = SessionId.TryParse("0123456789abcdef0123456789abcdef", out var id) ? id : default;

    [Fact]
    public async Task An_establishment()
    {
        var established = new EstablishResult.Established(new SessionToken("sct_dev_x"), Id, Now.AddHours(1).AddMilliseconds(900), TimeSpan.FromMinutes(10), AssuranceLevel.Aal2);

        var (response, text) = await WriteAsync(response => SessionJson.WriteEstablishedAsync(response, established, Now.AddMilliseconds(1)));

        Assert.Equal(201, response.StatusCode);
        Assert.Equal("/sessions/0123456789abcdef0123456789abcdef", response.Headers.Location);
        Assert.Equal("""{"token":"sct_dev_x","token_type":"Bearer","sid":"0123456789abcdef0123456789abcdef","exp":1800003600,"expires_in":3600,"idle_timeout":600,"acr":"aal2"}""", text);
    }

    [Fact]
    public async Task An_establishment_without_a_level_whose_deadline_is_over()
    {
        var established = new EstablishResult.Established(new SessionToken("t"), Id, Now, TimeSpan.FromMinutes(10), AssuranceLevel.None);

        var (_, text) = await WriteAsync(response => SessionJson.WriteEstablishedAsync(response, established, Now.AddSeconds(5)));

        Assert.Equal("""{"token":"t","token_type":"Bearer","sid":"0123456789abcdef0123456789abcdef","exp":1800000000,"expires_in":0,"idle_timeout":600}""", text);
    }

    [Fact]
    public async Task An_acceptance()
    {
        var verdict = SessionVerdict.Accept(Facts("alice", "b a"), Now.AddSeconds(600.9));

        var (response, text) = await WriteAsync(response => SessionJson.WriteAcceptedAsync(response, verdict, Audience.Create("orders")));

        Assert.Equal("application/json", response.ContentType);
        Assert.Equal(
            """{"active":true,"sub":"alice","sid":"0123456789abcdef0123456789abcdef","class":"bearer","client_id":"portal","scope":"a b","acr":"aal2","amr":["pwd","otp"],"auth_time":1799999990,"iat":1800000000,"exp":1800003600,"idle_timeout":600,"attributes":{"tier":"gold"},"aud":"orders","idle_expires_at":1800000600,"token_type":"Bearer"}""",
            text);
    }

    [Theory]
    [InlineData(SessionRefusal.WrongSecret, """{"active":false,"refusal":"unknown","status":401,"challenge":"Bearer error=\"invalid_token\""}""")]
    [InlineData(SessionRefusal.Unknown, """{"active":false,"refusal":"unknown","status":401,"challenge":"Bearer error=\"invalid_token\""}""")]
    [InlineData(SessionRefusal.Scope, """{"active":false,"refusal":"scope","status":403,"challenge":"Bearer error=\"insufficient_scope\", scope=\"\""}""")]
    public async Task A_refusal(SessionRefusal refusal, string expected) =>
        Assert.Equal(expected, (await WriteAsync(response => SessionJson.WriteRefusedAsync(response, SessionVerdict.Refuse(refusal), ValidationRequirements.None, TokenScheme.Bearer))).Text);

    [Theory, Rule("D4"), Rule("D5"), Rule("D10")]
    [InlineData(SessionRefusal.WrongKey, """{"active":false,"refusal":"wrong_key","status":401,"challenge":"DPoP error=\"invalid_token\", algs=\"ES256 PS256 RS256\""}""")]
    [InlineData(SessionRefusal.ProofReplayed, """{"active":false,"refusal":"proof_replayed","status":401,"challenge":"DPoP error=\"invalid_dpop_proof\", algs=\"ES256 PS256 RS256\""}""")]
    [InlineData(SessionRefusal.WindowFull, """{"active":false,"refusal":"window_full","status":429}""")]
    public async Task A_refusal_to_a_token_that_came_with_a_proof(SessionRefusal refusal, string expected) =>
        Assert.Equal(expected, (await WriteAsync(response => SessionJson.WriteRefusedAsync(response, SessionVerdict.Refuse(refusal), ValidationRequirements.None, TokenScheme.DPoP))).Text);

    [Fact, Rule("D10")]
    public async Task A_challenge_for_a_nonce_has_the_nonce_and_sends_no_header_of_its_own()
    {
        var (response, text) = await WriteAsync(response => SessionJson.WriteRefusedAsync(response, SessionVerdict.Challenge(SessionRefusal.NonceRequired, "n-1"), ValidationRequirements.None, TokenScheme.DPoP));

        Assert.Equal("""{"active":false,"refusal":"nonce_required","status":401,"challenge":"DPoP error=\"use_dpop_nonce\", algs=\"ES256 PS256 RS256\"","nonce":"n-1"}""", text);
        Assert.DoesNotContain("DPoP-Nonce", response.Headers.Keys);
    }

    [Theory, Rule("D11"), Rule("D12")]
    [InlineData(ConfirmationMethod.Jkt, "jkt", "DPoP")]
    [InlineData(ConfirmationMethod.Certificate, "x5t#S256", "Bearer")]
    public async Task An_acceptance_of_a_bound_session(ConfirmationMethod method, string name, string type)
    {
        var verdict = SessionVerdict.Accept(Facts("alice", "") with { Confirmation = new(method, Thumbprint), KeyStorage = KeyStorage.Hardware }, Now, "n-2");

        var json = JsonNode.Parse((await WriteAsync(response => SessionJson.WriteAcceptedAsync(response, verdict, Audience.Create("orders")))).Text)!.AsObject();

        Assert.Equal($$"""{"{{name}}":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}""", json["cnf"]!.ToJsonString());
        Assert.Equal("hardware", json["key_storage"]!.GetValue<string>());
        Assert.Equal(type, json["token_type"]!.GetValue<string>());
        Assert.Equal("n-2", json["nonce"]!.GetValue<string>());
    }

    [Theory, Rule("D12")]
    [InlineData(ConfirmationMethod.Jkt, "DPoP")]
    [InlineData(ConfirmationMethod.Certificate, "Bearer")]
    public async Task An_establishment_says_how_its_token_is_presented(ConfirmationMethod method, string type)
    {
        var established = new EstablishResult.Established(new SessionToken("t"), Id, Now, TimeSpan.FromMinutes(10), AssuranceLevel.None) { Confirmation = new(method, Thumbprint) };

        var (_, text) = await WriteAsync(response => SessionJson.WriteEstablishedAsync(response, established, Now));

        Assert.Equal(type, JsonNode.Parse(text)!["token_type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Receipts()
    {
        var receipt = new RevocationReceipt { Id = Id, SessionsEnded = 1, RevokedAt = Now, EffectiveAt = Now.AddSeconds(1), EventId = EventId.FromBytes(new byte[16]) };
        _ = SubjectId.TryCreate("a/😀", out var subject, out _);

        Assert.Equal(
            """{"sid":"0123456789abcdef0123456789abcdef","sessions_ended":1,"revoked_at":1800000000,"effective_at":1800000001,"event_id":"00000000000000000000000000000000"}""",
            (await WriteAsync(response => SessionJson.WriteReceiptAsync(response, receipt))).Text);
        Assert.Equal("a/😀", JsonNode.Parse((await WriteAsync(response => SessionJson.WriteReceiptAsync(response, receipt with { Id = default, Subject = subject }))).Text)!["sub"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_page_and_its_successor()
    {
        var info = new SessionInfo { Facts = Facts("alice", ""), Status = SessionStatus.Locked, EstablishedBy = ClientId.Create("login"), LastUsedAt = Now.AddSeconds(1.5), IdleDeadline = Now.AddSeconds(600.5) };

        var (_, text) = await WriteAsync(response => SessionJson.WriteListAsync(response, new ListResult.Page([info], Id)));

        Assert.Equal(
            """{"sessions":[{"sub":"alice","sid":"0123456789abcdef0123456789abcdef","class":"bearer","client_id":"portal","acr":"aal2","amr":["pwd","otp"],"auth_time":1799999990,"iat":1800000000,"exp":1800003600,"idle_timeout":600,"aud":["orders","billing"],"status":"locked","established_by":"login","last_used_at":1800000001,"idle_expires_at":1800000600,"attributes":{"tier":"gold"},"generation":0,"events":{"count":0,"head":"HEAD"}}],"next":"0123456789abcdef0123456789abcdef"}""".Replace("HEAD", info.EventHead.ToString(), StringComparison.Ordinal),
            text);
    }

    [Fact]
    public async Task Whatever_text_a_session_has_comes_out_as_it_went_in() =>
        await Gen.String.Where(text => SubjectId.TryCreate(text, out _, out _)).SampleAsync(async text =>
        {
            var verdict = SessionVerdict.Accept(Facts(text, "a"), Now);

            var (_, json) = await WriteAsync(response => SessionJson.WriteAcceptedAsync(response, verdict, Audience.Create("orders")));

            Assert.Equal(text, JsonNode.Parse(json)!["sub"]!.GetValue<string>());
        });

    [Fact]
    public async Task The_longest_scope_fits()
    {
        var scope = string.Join(' ', Enumerable.Range(100, 64).Select(number => $"{number}{new string('x', 12)}"))[..1023] + "y";
        var verdict = SessionVerdict.Accept(Facts("alice", scope), Now);

        var (_, json) = await WriteAsync(response => SessionJson.WriteAcceptedAsync(response, verdict, Audience.Create("orders")));

        Assert.Equal(1024, scope.Length);
        Assert.Equal(scope, JsonNode.Parse(json)!["scope"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_short_answer_after_a_long_one_has_nothing_of_it()
    {
        var info = new SessionInfo { Facts = Facts(new string('x', 256), ""), Status = SessionStatus.Active, EstablishedBy = ClientId.Create("login"), LastUsedAt = Now, IdleDeadline = Now };
        var page = new ListResult.Page([.. Enumerable.Repeat(info, 200)], null);

        var (_, list) = await WriteAsync(response => SessionJson.WriteListAsync(response, page));
        var (_, refusal) = await WriteAsync(response => SessionJson.WriteRefusedAsync(response, SessionVerdict.Refuse(SessionRefusal.Revoked), ValidationRequirements.None, TokenScheme.Bearer));

        Assert.InRange(list.Length, 64 * 1024, 1024 * 1024);
        Assert.Equal("""{"active":false,"refusal":"revoked","status":401,"challenge":"Bearer error=\"invalid_token\""}""", refusal);
    }

    private static KeyThumbprint Thumbprint { get; } = KeyThumbprint.TryParse("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", out var thumbprint) ? thumbprint : default;

    private static SessionFacts Facts(string subject, string scope) => new()
    {
        Id = Id,
        Subject = SubjectId.TryCreate(subject, out var id, out var problem) ? id : throw new ArgumentException(problem),
        Class = SessionClassName.Create("bearer"),
        ClientId = ClientId.Create("portal"),
        Scope = ScopeSet.TryParse(scope, out var set) ? set : throw new ArgumentException(ScopeSet.Rule),
        Audiences = [Audience.Create("orders"), Audience.Create("billing")],
        Assurance = AssuranceLevel.Aal2,
        Methods = ImmutableArray.Create("pwd", "otp"),
        AuthenticatedAt = Now.AddSeconds(-10),
        IssuedAt = Now,
        AbsoluteDeadline = Now.AddHours(1),
        IdleTimeout = TimeSpan.FromMinutes(10),
        Attributes = SessionAttributes.TryCreate(new Dictionary<string, string> { ["tier"] = "gold" }, out var attributes) ? attributes : throw new ArgumentException(SessionAttributes.Rule),
    };

    private static async Task<(HttpResponse Response, string Text)> WriteAsync(Func<HttpResponse, Task> write)
    {
        var context = new DefaultHttpContext();
        var body = new MemoryStream();
        context.Response.Body = body;
        await write(context.Response);
        await context.Response.BodyWriter.FlushAsync();
        Assert.Equal(body.Length, context.Response.ContentLength);
        return (context.Response, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
