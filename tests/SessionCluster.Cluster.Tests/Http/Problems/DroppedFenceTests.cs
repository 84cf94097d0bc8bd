using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Grains.Fence;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Problems;

/// <summary>A silo that does not hold its fence answers 503 with a time to ask again, whatever it is asked about sessions; never "inactive" (G6).</summary>
[Rule("G6"), Rule("T2")]
public sealed class DroppedFenceTests : IAsyncLifetime
{
    private readonly TestFence _fence = new();
    private HttpTestSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await HttpTestSilo.StartAsync(services => services.AddSingleton<ISiloFence>(_fence));

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task Every_call_about_sessions_is_unavailable_and_works_again_afterwards()
    {
        var subject = HttpSamples.NewSubject();
        var (token, id) = await _silo.EstablishedAsync(HttpSamples.Establishment(subject));

        _fence.Drop();
        foreach (var answer in (HttpAnswer[])[.. await EverythingAsync(subject, token, id), await _silo.EndAsync($"Bearer {token}")])
        {
            answer.RequireProblem(503, "unavailable");
            Assert.Equal("1", answer.Header("Retry-After"));
            Assert.DoesNotContain("active", answer.Text, StringComparison.Ordinal);
        }

        _fence.Take();
        Assert.All(await EverythingAsync(subject, token, id), answer => Assert.InRange(answer.Status, 200, 299));
    }

    private async Task<List<HttpAnswer>> EverythingAsync(string subject, string token, string id) =>
    [
        await _silo.ValidateAsync(token),
        await _silo.CallAsync(EndpointPolicies.Info, HttpCaller.All, parameter: id),
        await _silo.CallAsync(EndpointPolicies.List, HttpCaller.All, parameter: subject),
        await _silo.CallAsync(EndpointPolicies.Establish, HttpCaller.All, HttpSamples.Establishment(HttpSamples.NewSubject()).ToJsonString()),
        await _silo.FormAsync(EndpointPolicies.Introspect, HttpCaller.All, $"token={token}"),
        await _silo.FormAsync(EndpointPolicies.RevokeToken, HttpCaller.All, $"token={token}"),
        await _silo.RevokeAsync(id),
        await _silo.CallAsync(EndpointPolicies.RevokeSubject, HttpCaller.All, """{ "reason": "admin" }""", HttpSamples.NewSubject()),
    ];
}
