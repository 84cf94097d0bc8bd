using System.Text.Json.Nodes;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Establishment;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Answers;

/// <summary>What <c>POST /sessions</c> answers.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class EstablishTests(SharedHttpSilo shared)
{
    [Fact, Rule("H2")]
    public async Task The_answer_has_the_token_the_handle_and_the_deadlines()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var answer = await EstablishAsync(HttpSamples.Establishment(HttpSamples.NewSubject()));
        var after = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        Assert.Equal(201, answer.Status);
        // It is bound to no key, so that it has no cnf.
        Assert.Equal(EstablishMembers.Answer.Members.Select(member => member.Name).Where(name => name != "cnf"), answer.Json.Select(member => member.Key));
        Assert.Matches("^sct_dev_[0-9A-Za-z]{83}$", answer.Member("token"));
        Assert.Equal("Bearer", answer.Member("token_type"));
        Assert.Matches("^[0-9a-f]{32}$", answer.Member("sid"));
        Assert.Equal($"/sessions/{answer.Member("sid")}", answer.Header("Location"));
        Assert.InRange(answer.Number("exp"), before + 3600, after + 3600);
        Assert.InRange(answer.Number("expires_in"), 3600 - 1 - (after - before), 3600);
        Assert.Equal(600, answer.Number("idle_timeout"));
        Assert.Equal("aal2", answer.Member("acr"));
    }

    [Fact]
    public async Task The_Location_is_the_sessions_facts()
    {
        var answer = await EstablishAsync(HttpSamples.Establishment(HttpSamples.NewSubject()));
        using var request = new HttpRequestMessage(HttpMethod.Get, shared.Silo.Url(answer.Header("Location")));
        request.Headers.Authorization = HttpCaller.Operator.Authorization;

        Assert.Equal(answer.Member("sid"), (await shared.Silo.SendAsync(request)).Member("sid"));
    }

    [Fact]
    public async Task The_client_is_the_caller_unless_it_says_another()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        var (_, own) = await shared.Silo.EstablishedAsync(establishment, HttpCaller.Login);
        establishment["client_id"] = "mobile-app";
        var (_, other) = await shared.Silo.EstablishedAsync(establishment, HttpCaller.Login);

        Assert.Equal("login", (await InfoAsync(own)).Member("client_id"));
        Assert.Equal("mobile-app", (await InfoAsync(other)).Member("client_id"));
        Assert.Equal("login", (await InfoAsync(other)).Member("established_by"));
    }

    [Theory]
    [InlineData("unknown-class", "unknown_class")]
    [InlineData("privileged", "binding_required")]
    [InlineData("workload", "binding_required")]
    [InlineData("agent", "delegation_only")]
    public async Task A_class_that_can_not_be_established_says_why(string sessionClass, string code)
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject(), sessionClass);
        establishment["authentication"]!["amr"] = new JsonArray("pin", "hwk");

        (await EstablishAsync(establishment)).RequireProblem(422, code);
    }

    [Fact, Rule("N3")]
    public async Task Methods_that_do_not_reach_the_level_are_refused()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["authentication"]!["amr"] = new JsonArray("pwd");

        (await EstablishAsync(establishment)).RequireProblem(422, "assurance");
    }

    [Theory]
    [InlineData(-700)]
    [InlineData(60)]
    public async Task An_authentication_that_is_too_old_or_still_to_come_is_refused(int seconds)
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["authentication"]!["auth_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;

        (await EstablishAsync(establishment)).RequireProblem(422, "reauthenticate");
    }

    [Fact]
    public async Task An_authentication_before_a_cut_off_is_refused()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        await shared.Silo.CallAsync(EndpointPolicies.RevokeSubject, HttpCaller.All, """{ "reason": "password_reset" }""", establishment["sub"]!.GetValue<string>());

        (await EstablishAsync(establishment)).RequireProblem(422, "reauthenticate");
    }

    [Theory, Rule("N2")]
    [InlineData("sid")]
    [InlineData("id")]
    [InlineData("token")]
    [InlineData("exp")]
    [InlineData("acr")]
    public async Task What_the_service_decides_a_client_can_not_choose(string member)
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment[member] = "00000000000000000000000000000001";

        (await EstablishAsync(establishment)).RequireProblem(400, "unsupported_parameter");
    }

    [Fact, Rule("N2")]
    public async Task Without_an_authentication_event_there_is_no_session()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment.Remove("authentication");

        (await EstablishAsync(establishment)).RequireProblem(400, "malformed");
    }

    [Fact]
    public async Task An_event_admits_once()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["authentication"]!["id"] = "the-event";
        await shared.Silo.EstablishedAsync(establishment);

        (await EstablishAsync(establishment)).RequireProblem(409, "conflict");
    }

    [Fact]
    public async Task A_bearer_session_has_one_audience()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["aud"] = new JsonArray("orders", "billing");

        (await EstablishAsync(establishment)).RequireProblem(422, "audience_limit");
    }

    [Fact, Rule("N12")]
    public async Task A_session_more_than_the_class_allows_is_refused()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject(), "single");
        await shared.Silo.EstablishedAsync(establishment);

        (await EstablishAsync(establishment)).RequireProblem(422, "session_limit");
    }

    private Task<HttpAnswer> EstablishAsync(JsonObject establishment) => shared.Silo.CallAsync(EndpointPolicies.Establish, HttpCaller.Login, establishment.ToJsonString());

    private Task<HttpAnswer> InfoAsync(string id) => shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id);
}
