using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Validation;
using SessionCluster.AspNetCore.Authentication;
using SessionCluster.Client;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.AspNetCore;

/// <summary>How nonces reach a client: RFC 9449 sections 8.2 and 9.</summary>
public sealed class NonceTests : IAsyncLifetime
{
    private const string Challenge = "DPoP error=\"use_dpop_nonce\", algs=\"ES256 PS256 RS256\"";

    private readonly ScriptedSessions _sessions = new();
    private ProtectedApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await ProtectedApi.StartAsync(services =>
    {
        services.AddSingleton<ISessionClient>(_sessions);
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins("https://shop.example.com").WithHeaders("Authorization", "DPoP").WithExposedHeaders(SessionClusterDefaults.NonceHeader, "WWW-Authenticate")));
    }, pipeline: app => app.UseCors().UseRouting().UseAuthentication().UseAuthorization());

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [Rule("D10")]
    [InlineData(SessionRefusal.NonceRequired)]
    [InlineData(SessionRefusal.ProofStale)]
    public async Task A_challenge_has_one_nonce_and_is_not_stored(SessionRefusal refusal)
    {
        _sessions.Verdict = SessionVerdict.Challenge(refusal, "n-1");

        var answer = await AskAsync("/me");

        Assert.Equal(401, answer.Status);
        Assert.Equal([Challenge], answer.Challenges);
        Assert.Equal(["n-1"], answer.Nonces);
        Assert.Equal("no-store", answer.CacheControl);
    }

    [Fact]
    [Rule("D10"), Rule("D11")]
    public async Task A_used_nonce_is_replaced_with_the_answer_which_is_not_stored_whatever_the_endpoint_says()
    {
        _sessions.Verdict = SessionVerdict.Accept(Sample.Facts(), Sample.Start, "n-2");

        foreach (var path in new[] { "/me", "/kept" })
        {
            var answer = await AskAsync(path);
            Assert.Equal(200, answer.Status);
            Assert.Equal(["n-2"], answer.Nonces);
            Assert.Equal("no-store", answer.CacheControl);
        }
    }

    [Fact]
    [Rule("D10")]
    public async Task A_request_that_is_forbidden_has_used_its_nonce_too()
    {
        _sessions.Verdict = SessionVerdict.Accept(Sample.Facts() with { Scope = Sample.Scope("mail") }, Sample.Start, "n-3");

        var answer = await AskAsync("/read");

        Assert.Equal(403, answer.Status);
        Assert.Equal(["n-3"], answer.Nonces);
    }

    [Fact]
    [Rule("D10")]
    public async Task No_nonce_is_sent_unasked()
    {
        _sessions.Verdict = SessionVerdict.Accept(Sample.Facts(), Sample.Start);
        var kept = await AskAsync("/kept");
        _sessions.Verdict = SessionVerdict.Refuse(SessionRefusal.ProofReplayed);
        var refused = await AskAsync("/me");
        _sessions.Verdict = SessionVerdict.InDoubt(UnavailableReason.Fence);
        var doubtful = await AskAsync("/me");

        Assert.Equal((200, 401, 503), (kept.Status, refused.Status, doubtful.Status));
        Assert.Equal("public, max-age=3600", kept.CacheControl);
        Assert.Empty(kept.Nonces);
        Assert.Empty(refused.Nonces);
        Assert.Empty(doubtful.Nonces);
        Assert.Empty((await _api.GetAsync("/me")).Nonces);
    }

    [Fact]
    [Rule("D11")]
    public async Task A_policy_for_requests_across_origins_exposes_it()
    {
        _sessions.Verdict = SessionVerdict.Challenge(SessionRefusal.NonceRequired, "n-1");

        var answer = await _api.SendAsync("GET", "/me", ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"), ("Origin", "https://shop.example.com"));

        Assert.Equal("DPoP-Nonce,WWW-Authenticate", answer.Exposed);
    }

    private Task<ApiAnswer> AskAsync(string path) => _api.SendAsync("GET", path, ("Authorization", "DPoP abc"), ("DPoP", "x.y.z"));
}
