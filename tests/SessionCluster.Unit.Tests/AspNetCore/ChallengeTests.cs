using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Unit.Tests.AspNetCore;

/// <summary>What an API answers to whom: RFC 6750 section 3, RFC 9470 section 3.</summary>
[Rule("T11")]
public sealed class ChallengeTests : IAsyncLifetime
{
    private ProtectedApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await ProtectedApi.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_good_token_is_let_in() => Assert.Equal((200, "read"), Short(await _api.GetAsync("/read", _api.Sessions.Issue("alice", "orders", "orders.read"))));

    [Fact]
    public async Task Without_credentials_no_error_code_is_said()
    {
        var answer = await _api.GetAsync("/me");

        Assert.Equal((401, ""), Short(answer));
        Assert.Equal(["DPoP algs=\"ES256 PS256 RS256\"", "Bearer realm=\"orders\""], answer.Challenges);
        Assert.Equal((200, "open"), Short(await _api.GetAsync("/open")));
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearertoken")]
    public async Task Credentials_of_another_scheme_are_none(string header)
    {
        var answer = await _api.GetAsync("/me", header);

        Assert.Equal(401, answer.Status);
        Assert.Equal(["DPoP algs=\"ES256 PS256 RS256\"", "Bearer realm=\"orders\""], answer.Challenges);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a b")]
    [InlineData("Bearer a,Bearer b")]
    [InlineData("Bearer a, Bearer b")]
    [InlineData("Bearer,a")]
    [InlineData("Bearer \"a\"")]
    [InlineData("bearer a;b")]
    [InlineData("DPoP")]
    [InlineData("DPoP a b")]
    [InlineData("DPoP a, Bearer a")]
    public async Task A_header_that_is_no_token_is_an_invalid_request(string header)
    {
        var answer = await _api.GetAsync("/me", header);

        Assert.Equal(400, answer.Status);
        Assert.Equal(["Bearer error=\"invalid_request\""], answer.Challenges);
    }

    [Fact]
    [Rule("D3")]
    public async Task Two_headers_are_an_invalid_request_even_when_both_are_good()
    {
        var token = $"Bearer {_api.Sessions.Issue("alice", "orders").Reveal()}";

        Assert.Equal(400, (await _api.GetAsync("/me", token, token)).Status);
        Assert.Equal(400, (await _api.GetAsync("/me", token, "Basic YTpi")).Status);
        Assert.Equal(400, (await _api.GetAsync("/me", token, token.Replace("Bearer", "DPoP", StringComparison.Ordinal))).Status);
    }

    [Fact]
    [Rule("N16")]
    public async Task A_token_in_the_query_is_not_taken()
    {
        var token = _api.Sessions.Issue("alice", "orders").Reveal();

        Assert.Equal(401, (await _api.GetAsync($"/me?access_token={token}")).Status);
        Assert.Equal(401, (await _api.GetAsync($"/me?token={token}")).Status);
    }

    [Fact]
    public async Task The_scheme_is_written_in_any_letter_case()
    {
        var token = _api.Sessions.Issue("alice", "orders").Reveal();

        Assert.Equal(200, (await _api.GetAsync("/me", $"bearer {token}")).Status);
        Assert.Equal(200, (await _api.GetAsync("/me", $"BEARER   {token}")).Status);
    }

    [Fact]
    public async Task A_refused_session_is_told_by_the_name_of_the_error_only()
    {
        var revoked = _api.Sessions.Issue("alice", "orders");
        _api.Sessions.Revoke(revoked);

        foreach (var token in new[] { "none", revoked.Reveal(), _api.Sessions.Issue("alice", "billing").Reveal() })
        {
            var answer = await _api.GetAsync("/me", $"Bearer {token}");
            Assert.Equal((401, ""), Short(answer));
            Assert.Equal(["Bearer error=\"invalid_token\""], answer.Challenges);
        }
    }

    [Fact]
    public async Task An_idle_session_asks_for_authentication()
    {
        var token = _api.Sessions.Issue("alice", "orders");

        _api.Clock.Advance(_api.Sessions.IdleTimeout - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await _api.GetAsync("/me", token)).Status);
        _api.Clock.Advance(_api.Sessions.IdleTimeout);
        var answer = await _api.GetAsync("/me", token);

        Assert.Equal(401, answer.Status);
        Assert.Equal(["Bearer error=\"insufficient_user_authentication\""], answer.Challenges);
    }

    [Fact]
    [Rule("G6")]
    public async Task When_nobody_can_say_the_answer_is_503_and_never_401()
    {
        var token = _api.Sessions.Issue("alice", "orders");
        foreach (var reason in Enum.GetValues<UnavailableReason>())
        {
            _api.Sessions.UnavailableReason = reason;
            var answer = await _api.GetAsync("/me", token);
            Assert.Equal((503, "1"), (answer.Status, answer.RetryAfter));
            Assert.Empty(answer.Challenges);
        }

        _api.Sessions.UnavailableReason = null;
        Assert.Equal(200, (await _api.GetAsync("/me", token)).Status);
    }

    [Theory]
    [InlineData("", "/read", 403)]
    [InlineData("orders.write", "/read", 403)]
    [InlineData("orders.readonly", "/read", 403)]
    [InlineData("Orders.Read", "/read", 403)]
    [InlineData("orders.read", "/read", 200)]
    [InlineData("mail orders.read", "/read", 200)]
    [InlineData("orders.read", "/both", 403)]
    [InlineData("orders.write", "/both", 403)]
    [InlineData("orders.write orders.read", "/both", 200)]
    public async Task A_scope_is_there_or_the_answer_says_which_is_needed(string scope, string path, int status)
    {
        var answer = await _api.GetAsync(path, _api.Sessions.Issue("alice", "orders", scope));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? [] : [$"Bearer error=\"insufficient_scope\", scope=\"{(path == "/both" ? "orders.read orders.write" : "orders.read")}\""], answer.Challenges);
    }

    [Theory]
    [InlineData(AssuranceLevel.Aal1, 401)]
    [InlineData(AssuranceLevel.Aal2, 401)]
    [InlineData(AssuranceLevel.Aal3, 200)]
    public async Task A_level_is_reached_or_the_answer_says_which_is_needed(AssuranceLevel level, int status)
    {
        _api.Sessions.Assurance = level;

        var answer = await _api.GetAsync("/strong", _api.Sessions.Issue("alice", "orders"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? [] : ["Bearer error=\"insufficient_user_authentication\", acr_values=\"aal3\""], answer.Challenges);
    }

    [Theory]
    [InlineData("/fresh", 300_000, 200)]
    [InlineData("/fresh", 300_001, 401)]
    [InlineData("/new", 300_000, 200)]
    [InlineData("/new", 300_001, 401)]
    public async Task An_authentication_is_young_enough_or_the_answer_says_how_young(string path, int milliseconds, int status)
    {
        var token = _api.Sessions.Issue("alice", "orders");
        _api.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        var answer = await _api.GetAsync(path, token);

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? [] : [$"Bearer error=\"insufficient_user_authentication\"{(path == "/fresh" ? ", acr_values=\"aal2\"" : "")}, max_age=\"300\""], answer.Challenges);
    }

    [Fact]
    public async Task Scope_is_told_before_assurance_and_another_policy_is_plain_403()
    {
        var answer = await _api.GetAsync("/scope-and-strong", _api.Sessions.Issue("alice", "orders"));
        Assert.Equal(403, answer.Status);
        Assert.Equal(["Bearer error=\"insufficient_scope\", scope=\"orders.read\""], answer.Challenges);

        answer = await _api.GetAsync("/never", _api.Sessions.Issue("alice", "orders"));
        Assert.Equal(403, answer.Status);
        Assert.Empty(answer.Challenges);
    }

    private static (int Status, string Text) Short(ApiAnswer answer) => (answer.Status, answer.Text);
}
