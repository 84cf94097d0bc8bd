using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.OpenApi;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Policy;

/// <summary>Every call of the policy table by every kind of caller.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class PermissionTests(SharedHttpSilo shared)
{
    private static readonly string[] Open = ["GET /health/live", "HEAD /health/live", "GET /health/ready", "HEAD /health/ready"];

    public static TheoryData<string, string> Rows =>
        new(EndpointPolicies.All.Where(policy => policy.Admits == Admitted.Client).SelectMany(policy => HttpCaller.Everybody.Select(caller => (policy.ToString(), caller.Id))));

    public static TheoryData<string> Calls => [.. EndpointPolicies.All.Select(policy => policy.ToString())];

    public static TheoryData<string> OfClients => [.. EndpointPolicies.All.Where(policy => policy.Admits == Admitted.Client).Select(policy => policy.ToString())];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_call_needs_one_of_its_permissions(string call, string callerId)
    {
        var policy = Find(call);
        var caller = HttpCaller.Everybody.Single(caller => caller.Id == callerId);
        var may = policy.AnyOf == CallerPermissions.None || (policy.AnyOf & caller.Permissions) != CallerPermissions.None;

        var answer = await PolicyCalls.All[policy](shared.Silo, caller);

        if (may)
        {
            Assert.False(answer.Status is 401 or 403, answer.Text);
        }
        else
        {
            answer.RequireProblem(403, "forbidden");
            Assert.Contains(PermissionWords.Of(policy.AnyOf), answer.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(OfClients))]
    public async Task A_call_without_credentials_is_refused(string call) =>
        (await PolicyCalls.All[Find(call)](shared.Silo, null)).RequireProblem(401, "invalid_client");

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_with_every_permission_succeeds(string call)
    {
        var policy = Find(call);

        var answer = await PolicyCalls.All[policy](shared.Silo, HttpCaller.All);

        Assert.Equal(EndpointDescriptors.All.Single(endpoint => endpoint.Policy == policy).Status, answer.Status);
    }

    [Fact]
    public void Every_call_of_the_table_is_tried_and_documented()
    {
        Assert.Equal(EndpointPolicies.All, PolicyCalls.All.Keys);
        Assert.Equal(EndpointPolicies.All, EndpointDescriptors.All.Select(endpoint => endpoint.Policy));
    }

    [Fact]
    public void Nothing_is_mapped_that_is_not_in_the_table_but_health()
    {
        var mapped = shared.Silo.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"));

        Assert.Equal(EndpointPolicies.All.Select(policy => policy.ToString()).Concat(Open).Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_administrator_revokes_by_handle_and_not_by_token()
    {
        var (token, id) = await shared.Silo.EstablishedAsync();

        var byToken = await shared.Silo.CallAsync(EndpointPolicies.Revoke, HttpCaller.Operator, $$"""{ "token": "{{token}}", "reason": "admin" }""");

        Assert.Contains("'revoke'", byToken.RequireProblem(403, "forbidden").Detail, StringComparison.Ordinal);
        Assert.True(await shared.Silo.IsActiveAsync(token));
        Assert.Equal(200, (await shared.Silo.RevokeAsync(id, HttpCaller.Operator)).Status);
        Assert.False(await shared.Silo.IsActiveAsync(token));
    }

    private static EndpointPolicy Find(string call) => EndpointPolicies.All.Single(policy => policy.ToString() == call);
}
