using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.AspNetCore.Authentication;
using SessionCluster.Client;
using SessionCluster.Client.Possession;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.AspNetCore;

/// <summary>Tokens that come with a proof: what is asked about them, and what is answered (RFC 9449 sections 4.3, 7 and 9).</summary>
public sealed class DpopTests : IAsyncLifetime
{
    private static readonly KeyThumbprint Key = KeyThumbprint.Of([1]);
    private static readonly SessionVerdict Accepted = SessionVerdict.Accept(Sample.Facts() with { Confirmation = new(ConfirmationMethod.Jkt, Key) }, Sample.Start + Sample.Idle);

    private readonly ScriptedSessions _sessions = new() { Verdict = Accepted };
    private ProtectedApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_token_and_its_proof_are_asked_about_for_the_request_they_came_with()
    {
        var answer = await _api.SendAsync("GET", "/me?a=b#c", ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"));

        Assert.Equal(200, answer.Status);
        var asked = Assert.Single(_sessions.Asked);
        Assert.Equal(("abc", TokenScheme.DPoP, "orders"), (asked.Token, asked.Scheme, asked.Audience.Value));
        Assert.Equal(new DpopHeader("x.y.z", "GET", new Uri(_api.Address, "/me").ToString()), asked.Possession.Proof);
        Assert.True(asked.Possession.Certificate.IsUnset);
        Assert.Null(asked.Context);
    }

    [Fact]
    public async Task The_method_is_the_one_that_was_sent()
    {
        await _api.SendAsync("HEAD", "/me", ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"));

        Assert.Equal("HEAD", Assert.Single(_sessions.Asked).Possession.Proof!.Method);
    }

    [Fact]
    public async Task A_token_without_its_proof_is_asked_about_as_it_came()
    {
        _sessions.Verdict = SessionVerdict.Refuse(SessionRefusal.ProofInvalid);

        var answer = await _api.GetAsync("/me", "DPoP abc");

        Assert.Same(PresentedPossession.None, Assert.Single(_sessions.Asked).Possession);
        Assert.Equal(401, answer.Status);
        Assert.Equal(["DPoP error=\"invalid_dpop_proof\", algs=\"ES256 PS256 RS256\""], answer.Challenges);
    }

    [Fact]
    [Rule("D3")]
    public async Task Two_proofs_are_none_and_nobody_is_asked()
    {
        foreach (var headers in new (string, string)[][] { [("DPoP", "x.y.z"), ("DPoP", "x.y.z")], [("DPoP", "x.y.z, x.y.z")] })
        {
            var answer = await _api.SendAsync("GET", "/me", [("Authorization", "DPoP abc"), .. headers]);

            Assert.Equal(401, answer.Status);
            Assert.Equal(["DPoP error=\"invalid_dpop_proof\", algs=\"ES256 PS256 RS256\""], answer.Challenges);
        }

        Assert.Empty(_sessions.Asked);
    }

    [Fact]
    public async Task A_proof_beside_a_token_alone_is_not_looked_at()
    {
        await _api.SendAsync("GET", "/me", ("Authorization", "Bearer abc"), ("DPoP", "x.y.z"), ("DPoP", "x.y.z"));

        var asked = Assert.Single(_sessions.Asked);
        Assert.Equal(TokenScheme.Bearer, asked.Scheme);
        Assert.Null(asked.Possession.Proof);
    }

    [Theory]
    [Rule("D4"), Rule("D5"), Rule("T5"), Rule("T11")]
    [InlineData(SessionRefusal.Unknown, "invalid_token")]
    [InlineData(SessionRefusal.WrongSecret, "invalid_token")]
    [InlineData(SessionRefusal.WrongKey, "invalid_token")]
    [InlineData(SessionRefusal.ProofInvalid, "invalid_dpop_proof")]
    [InlineData(SessionRefusal.ProofReplayed, "invalid_dpop_proof")]
    [InlineData(SessionRefusal.Idle, "insufficient_user_authentication")]
    [InlineData(SessionRefusal.ContextChanged, "insufficient_user_authentication")]
    public async Task A_refusal_is_told_in_the_scheme_of_the_token(SessionRefusal refusal, string error)
    {
        _sessions.Verdict = SessionVerdict.Refuse(refusal);

        var proven = await _api.SendAsync("GET", "/me", ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"));
        var alone = await _api.GetAsync("/me", "Bearer abc");

        Assert.Equal((401, ""), (proven.Status, proven.Text));
        Assert.Equal([$"DPoP error=\"{error}\", algs=\"ES256 PS256 RS256\""], proven.Challenges);
        Assert.Equal((401, ""), (alone.Status, alone.Text));
        Assert.Equal([$"Bearer error=\"{error}\""], alone.Challenges);
    }

    [Fact]
    [Rule("D4")]
    public async Task A_bound_token_that_comes_alone_is_told_of_the_scheme_with_a_proof()
    {
        _sessions.Verdict = SessionVerdict.Refuse(SessionRefusal.PossessionRequired);

        var answer = await _api.GetAsync("/me", "Bearer abc");

        Assert.Equal(401, answer.Status);
        Assert.Equal(["DPoP error=\"invalid_token\", algs=\"ES256 PS256 RS256\""], answer.Challenges);
    }

    [Fact]
    public async Task A_missing_scope_and_a_missing_level_are_told_in_the_scheme_of_the_token()
    {
        _sessions.Verdict = SessionVerdict.Accept(Sample.Facts() with { Scope = Sample.Scope("mail") }, Sample.Start);

        var scope = await _api.SendAsync("GET", "/read", ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"));
        var level = await _api.SendAsync("GET", "/strong", ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"));

        Assert.Equal(403, scope.Status);
        Assert.Equal(["DPoP error=\"insufficient_scope\", scope=\"orders.read\", algs=\"ES256 PS256 RS256\""], scope.Challenges);
        Assert.Equal(401, level.Status);
        Assert.Equal(["DPoP error=\"insufficient_user_authentication\", acr_values=\"aal3\", algs=\"ES256 PS256 RS256\""], level.Challenges);
    }

    [Fact]
    public async Task A_full_replay_memory_asks_for_patience_and_is_no_challenge()
    {
        _sessions.Verdict = SessionVerdict.Refuse(SessionRefusal.WindowFull);

        var answer = await _api.SendAsync("GET", "/me", ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"));

        Assert.Equal((429, "1"), (answer.Status, answer.RetryAfter));
        Assert.Empty(answer.Challenges);
    }

    [Theory]
    [InlineData(ConfirmationMethod.Jkt, "jkt")]
    [InlineData(ConfirmationMethod.Certificate, "x5t#S256")]
    public async Task The_key_is_a_claim(ConfirmationMethod method, string name)
    {
        _sessions.Verdict = SessionVerdict.Accept(Sample.Facts() with { Confirmation = new(method, Key) }, Sample.Start);

        var answer = await _api.SendAsync("GET", "/me", ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"));

        Assert.Contains($"cnf={{\"{name}\":\"{Key}\"}}", answer.Text.Split('\n'));
    }

    [Fact]
    [Rule("N17")]
    public async Task Neither_token_nor_proof_is_logged_and_what_the_proof_had_to_be_for_is()
    {
        _sessions.Verdict = SessionVerdict.Refuse(SessionRefusal.ProofInvalid);

        await _api.SendAsync("GET", "/me?key=hidden", ("Authorization", "DPoP tokentokentoken"), ("DPoP", "proof.proof.proof"));

        Assert.Contains(_api.Log.Lines, line => line.Contains($"2103 A proof failed a check of its own. It had to be for GET {new Uri(_api.Address, "/me")};", StringComparison.Ordinal));
        Assert.Contains(_api.Log.Lines, line => line.Contains("2101 A session was refused: proof_invalid.", StringComparison.Ordinal));
        Assert.All(_api.Log.Lines, line => Assert.DoesNotContain("tokentokentoken", line, StringComparison.Ordinal));
        Assert.All(_api.Log.Lines, line => Assert.DoesNotContain("proof.proof.proof", line, StringComparison.Ordinal));
    }

    [Theory]
    [Rule("D6")]
    [InlineData("https://api.example.com", "/me", "https://api.example.com/me")]
    [InlineData("https://api.example.com/", "/me?a=b", "https://api.example.com/me")]
    [InlineData("https://API.example.com:8443", "/base/me", "https://api.example.com:8443/base/me")]
    [InlineData("https://api.example.com", "/me/%C3%A4%20b", "https://api.example.com/me/%C3%A4%20b")]
    [InlineData("https://api.example.com", "/me/a%2Fb", "https://api.example.com/me/a%2Fb")]
    [InlineData("https://api.example.com", "/", "https://api.example.com/")]
    public async Task The_public_origin_is_what_a_proof_is_for_whatever_host_is_sent(string origin, string path, string uri)
    {
        await using var api = await StartAsync(options => options.PublicOrigin = new(origin), UseBase);

        await api.SendAsync("GET", path, ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"), ("Host", "elsewhere.example.org"));

        Assert.Equal(uri, Assert.Single(_sessions.Asked).Possession.Proof!.Uri);
    }

    [Theory]
    [InlineData("/me", "http://elsewhere.example.org/me")]
    [InlineData("/base/me", "http://elsewhere.example.org/base/me")]
    public async Task Without_one_it_is_the_host_that_was_sent(string path, string uri)
    {
        await using var api = await StartAsync(pipeline: UseBase);

        await api.SendAsync("GET", path, ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"), ("Host", "elsewhere.example.org"));

        Assert.Equal(uri, Assert.Single(_sessions.Asked).Possession.Proof!.Uri);
    }

    [Theory]
    [InlineData("ftp://api.example.com")]
    [InlineData("https://api.example.com/base")]
    [InlineData("https://api.example.com/?a")]
    [InlineData("https://api.example.com/#a")]
    [InlineData("https://a@api.example.com")]
    [InlineData("/relative")]
    public void An_origin_that_is_none_stops_the_first_request(string origin) =>
        Assert.Contains("SessionClusterOptions.PublicOrigin is", Assert.Throws<InvalidOperationException>(new SessionClusterOptions { Audience = "orders", PublicOrigin = new(origin, UriKind.RelativeOrAbsolute) }.Validate).Message, StringComparison.Ordinal);

    private static void UseBase(WebApplication app)
    {
        app.UsePathBase("/base");
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    private Task<ProtectedApi> StartAsync(Action<SessionClusterOptions>? configure = null, Action<WebApplication>? pipeline = null) =>
        ProtectedApi.StartAsync(services => services.AddSingleton<ISessionClient>(_sessions), configure, pipeline);
}
