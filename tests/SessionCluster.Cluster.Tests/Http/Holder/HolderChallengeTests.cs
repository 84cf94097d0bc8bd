using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Cluster.Tests.Http.Problems;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Holder;

/// <summary>What a holder is told for each verdict (RFC 6750 section 3, RFC 9449 sections 7.1 and 9, RFC 9470 section 3), and what is asked of the edge.</summary>
public sealed class HolderChallengeTests : IAsyncLifetime
{
    private readonly ScriptedSessionClient _edge = new();
    private HttpTestSilo _silo = null!;

    public async ValueTask InitializeAsync() =>
        _silo = await HttpTestSilo.StartAsync(services => services.AddSingleton<ISessionClient>(_edge), new KeyValuePair<string, string?>("SessionCluster:Http:PublicUrl", "https://sessions.example"));

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact, Rule("T11"), Rule("D5")]
    public async Task Every_refusal_is_told_with_its_status_and_challenge()
    {
        foreach (var refusal in Enum.GetValues<SessionRefusal>().Where(refusal => refusal is not (SessionRefusal.None or SessionRefusal.Scope)))
        {
            foreach (var scheme in new[] { TokenScheme.Bearer, TokenScheme.DPoP })
            {
                _edge.End = new EndResult.Refused(SessionVerdict.Refuse(refusal));

                var answer = await _silo.EndAsync($"{scheme} x");

                Assert.Equal(Challenges.StatusOf(refusal), answer.Status);
                Assert.Equal(Challenges.ErrorOf(refusal) ?? ProblemCodes.RateLimited, answer.Code);
                Assert.Equal(Challenges.ErrorOf(refusal) is null ? string.Empty : Challenges.Of(refusal, ValidationRequirements.None, scheme), answer.Header("WWW-Authenticate"));
            }
        }
    }

    [Theory, Rule("D10")]
    [InlineData(SessionRefusal.NonceRequired)]
    [InlineData(SessionRefusal.ProofStale)]
    public async Task A_nonce_comes_in_one_header(SessionRefusal refusal)
    {
        _edge.End = new EndResult.Refused(SessionVerdict.Challenge(refusal, "nonce-1"));

        var answer = await _silo.EndAsync("DPoP x", ("DPoP", "p"));

        Assert.Equal("nonce-1", answer.RequireProblem(401, "use_dpop_nonce").Header("DPoP-Nonce"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("DPoP", "a.b.c", "https://sessions.example/sessions/end")]
    [InlineData("Bearer", null, null)]
    public async Task The_proof_is_for_this_call_at_the_public_URL(string scheme, string? proof, string? uri)
    {
        _edge.End = new EndResult.Unavailable(UnavailableReason.Fence);

        (await _silo.EndAsync($"{scheme} tok", ("DPoP", "a.b.c"), ("Client-Cert", ":MIIB:"))).RequireProblem(503, "unavailable");

        var asked = _edge.Asked<EndDescriptor>();
        Assert.Equal("tok", asked.Token);
        Assert.Equal(proof is null ? null : new DpopHeader(proof, "POST", uri!), asked.Possession.Proof);
        Assert.True(asked.Possession.Certificate.IsUnset);
    }

    [Fact, Rule("T4")]
    public async Task An_OAuth_revocation_in_doubt_says_when_to_ask_again()
    {
        _edge.Revocation = new RevokeResult.Unavailable(UnavailableReason.Storage);

        var answer = await _silo.FormAsync(EndpointPolicies.RevokeToken, HttpCaller.Portal, "token=x");

        Assert.Equal((503, "temporarily_unavailable", "1"), (answer.Status, answer.Member("error"), answer.Header("Retry-After")));
        var asked = _edge.Asked<RevokeDescriptor.ByTokenOfClient>();
        Assert.Equal("portal", asked.Client.Value);
    }

    [Fact, Rule("T3")]
    public async Task A_client_for_no_audience_asks_nobody()
    {
        Assert.Equal("""{"active":false}""", (await _silo.FormAsync(EndpointPolicies.Introspect, HttpCaller.Mute, "token=x")).Text);
        Assert.True(_edge.IsUntouched);

        _edge.Verdict = SessionVerdict.Refuse(SessionRefusal.Revoked);
        await _silo.FormAsync(EndpointPolicies.Introspect, HttpCaller.Billing, "token=x");
        Assert.Equal(["billing"], _edge.Asked<IntrospectDescriptor>().Audiences.Select(audience => audience.Value));

        await _silo.FormAsync(EndpointPolicies.Introspect, HttpCaller.Service, "token=x");
        Assert.Empty(_edge.Asked<IntrospectDescriptor>().Audiences);
    }
}
