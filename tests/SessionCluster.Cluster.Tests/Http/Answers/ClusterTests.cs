using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Grains.Silos;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Answers;

/// <summary>What operators see of the silos.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class ClusterTests(SharedHttpSilo shared)
{
    [Fact]
    public async Task A_silo_tells_of_itself_and_counts_sessions_and_validations()
    {
        var (token, _) = await shared.Silo.EstablishedAsync();
        var before = await ReadAsync(shared.Silo);

        Assert.True(await shared.Silo.IsActiveAsync(token));

        var after = await ReadAsync(shared.Silo);
        Assert.Equal("active", $"{after["status"]}");
        Assert.True(after["fence_held"]!.GetValue<bool>());
        Assert.True(after["validations"]!.GetValue<long>() > before["validations"]!.GetValue<long>());
        Assert.InRange(after["sessions_in_memory"]!.GetValue<long>(), 1, long.MaxValue);
        Assert.Equal($"{before["address"]}", $"{after["address"]}");
        Assert.Matches(@"^\d+\.\d+\.\d+", $"{after["version"]}");
        Assert.InRange(after["started_at"]!.GetValue<long>(), DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds(), DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.False(after.ContainsKey("fence_ended"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_silo_that_does_not_answer_is_unreachable_and_nothing_is_said_in_its_name(bool throws)
    {
        await using var silo = await HttpTestSilo.StartAsync(services => services.AddSingleton<ISiloReports>(new SilentReports(throws)));

        var listed = await ReadAsync(silo);

        Assert.Equal([ClusterNames.Address, ClusterNames.Name, ClaimNames.Status], listed.Select(member => member.Key));
        Assert.Equal("unreachable", $"{listed["status"]}");
    }

    [Fact]
    public async Task It_takes_no_query() =>
        (await shared.Silo.CallAsync(EndpointPolicies.Cluster, HttpCaller.Operator, query: "?all=true")).RequireProblem(400, "unsupported_parameter");

    private static async Task<JsonObject> ReadAsync(HttpTestSilo silo)
    {
        var answer = (await silo.CallAsync(EndpointPolicies.Cluster, HttpCaller.Operator)).Json;
        Assert.Equal("dev", $"{answer["cluster_id"]}");
        return Assert.Single(answer["silos"]!.AsArray())!.AsObject();
    }

    private sealed class SilentReports(bool throws) : ISiloReports
    {
        public Task<SiloReport> ReadAsync(SiloAddress silo) => throws ? throw new TimeoutException("No answer.") : new TaskCompletionSource<SiloReport>().Task;
    }
}
