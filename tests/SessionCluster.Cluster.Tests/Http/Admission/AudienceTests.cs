using System.Text.Json.Nodes;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Admission;

/// <summary>A client names its own audiences, and no other.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class AudienceTests(SharedHttpSilo shared)
{
    [Fact]
    public async Task A_client_establishes_for_its_audiences_only()
    {
        Assert.Equal(201, (await EstablishAsync("orders")).Status);
        (await EstablishAsync("billing")).RequireProblem(403, "audience_not_permitted");
        (await EstablishAsync("ORDERS")).RequireProblem(403, "audience_not_permitted");
        (await EstablishAsync("orders", "billing")).RequireProblem(403, "audience_not_permitted");
    }

    [Fact]
    public async Task A_client_validates_for_its_audiences_only_whatever_the_token()
    {
        var (token, _) = await shared.Silo.EstablishedAsync(HttpSamples.Establishment(HttpSamples.NewSubject(), audience: "billing"));

        (await ValidateAsync(token, "billing")).RequireProblem(403, "audience_not_permitted");
        (await ValidateAsync("no token", "billing")).RequireProblem(403, "audience_not_permitted");
        Assert.Equal("audience", (await ValidateAsync(token, "orders")).Member("refusal"));
    }

    [Fact]
    public async Task A_client_without_audiences_names_none()
    {
        await using var silo = await HttpTestSilo.StartAsync(null, [.. new HttpCaller("lonely", "secret", HttpCaller.All.Permissions).ToConfiguration()]);
        var lonely = new HttpCaller("lonely", "secret", HttpCaller.All.Permissions);

        (await silo.CallAsync(EndpointPolicies.Establish, lonely, HttpSamples.Establishment(HttpSamples.NewSubject()).ToJsonString())).RequireProblem(403, "audience_not_permitted");
        (await silo.CallAsync(EndpointPolicies.Validate, lonely, HttpSamples.Validation("x").ToJsonString())).RequireProblem(403, "audience_not_permitted");
    }

    private Task<HttpAnswer> EstablishAsync(params string[] audiences)
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["aud"] = new JsonArray([.. audiences.Select(audience => (JsonNode)audience)]);
        return shared.Silo.CallAsync(EndpointPolicies.Establish, HttpCaller.OrdersOnly, establishment.ToJsonString());
    }

    private Task<HttpAnswer> ValidateAsync(string token, string audience) =>
        shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.OrdersOnly, HttpSamples.Validation(token, audience).ToJsonString());
}
