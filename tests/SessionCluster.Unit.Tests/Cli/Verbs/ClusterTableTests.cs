using System.Text.Json.Nodes;
using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Verbs;

/// <summary>What <c>cluster</c> makes of two readings.</summary>
public sealed class ClusterTableTests
{
    [Fact]
    public async Task Validations_a_second_come_from_two_readings_a_second_apart()
    {
        using var cli = Scripted(
            Cluster(Silo("10.0.0.1:1@7", validations: 1000, sessions: 5), Silo("10.0.0.2:1@7", validations: 50, sessions: 6)),
            Cluster(Silo("10.0.0.1:1@7", validations: 1500, sessions: 5), Silo("10.0.0.2:1@7", validations: 50, sessions: 6)));

        Assert.Equal(0, await cli.RunAsync("", "cluster"));

        Assert.Matches(@"10\.0\.0\.1:1@7 +A +active +held +3 +5 +500\.0 +0\.2\.0 +2026-03-01 12:00:00Z", cli.Output);
        Assert.Matches(@"10\.0\.0\.2:1@7 +A +active +held +3 +6 +0\.0 ", cli.Output);
        Assert.Matches(@"2 silos +11 +500\.0 ", cli.Output);
        Assert.Equal(2, cli.Requests.Count);
    }

    [Fact]
    public async Task A_silo_that_was_not_there_or_does_not_answer_has_no_rate()
    {
        using var cli = Scripted(
            Cluster(Silo("10.0.0.1:1@7", validations: 1000, sessions: 5)),
            Cluster(Silo("10.0.0.1:1@8", validations: 10, sessions: 0), """{"address":"10.0.0.2:1@7","name":"B","status":"unreachable"}"""));

        Assert.Equal(0, await cli.RunAsync("", "cluster"));

        Assert.Matches(@"10\.0\.0\.1:1@8 +A +active +held +3 +0 +- ", cli.Output);
        Assert.Matches(@"10\.0\.0\.2:1@7 +B +unreachable +- +- +- +- ", cli.Output);
    }

    [Fact]
    public async Task A_fence_that_is_not_held_is_told_with_its_reason()
    {
        using var cli = Scripted(Cluster(
            """{"address":"1","name":"A","status":"active","fence_held":false}""",
            """{"address":"2","name":"B","status":"active","fence_held":false,"fence_ended":"declared dead"}"""));

        await cli.RunAsync("", "cluster");

        Assert.Matches("1 +A +active +not held ", cli.Output);
        Assert.Matches("2 +B +active +ended: declared dead ", cli.Output);
    }

    [Fact]
    public async Task For_scripts_it_is_one_reading_as_the_service_gave_it()
    {
        var answer = Cluster(Silo("1", 1, 1));
        using var cli = Scripted(answer);

        Assert.Equal(0, await cli.RunAsync("", "cluster", "--json"));

        Assert.Equal(answer + "\n", cli.Output);
        Assert.Single(cli.Requests);
    }

    [Fact]
    public async Task Watching_goes_on_through_a_service_that_is_unavailable_and_ends_when_it_may_not()
    {
        var readings = new Queue<HttpResponseMessage>(
        [
            CliUnderTest.Json(Cluster(Silo("1", 10, 1))), CliUnderTest.Problem(System.Net.HttpStatusCode.ServiceUnavailable, "unavailable"), CliUnderTest.Json(Cluster(Silo("1", 30, 1))),
            CliUnderTest.Problem(System.Net.HttpStatusCode.Forbidden, "forbidden"),
        ]);
        using var cli = new CliUnderTest { Answer = (_, _) => readings.Dequeue() };

        Assert.Equal(4, await cli.RunAsync("", "cluster", "--watch"));

        Assert.Contains("Do something. (unavailable)", cli.Output, StringComparison.Ordinal);
        Assert.Matches(@"1 +A +active +held +3 +1 +10\.0 ", cli.Output);
        Assert.Empty(readings);
    }

    private static CliUnderTest Scripted(params string[] readings)
    {
        var next = 0;
        return new() { Answer = (_, _) => CliUnderTest.Json(readings[Math.Min(next++, readings.Length - 1)]) };
    }

    private static string Cluster(params string[] silos) => $$"""{"cluster_id":"dev","silos":[{{string.Join(',', silos)}}]}""";

    private static string Silo(string address, long validations, long sessions) => new JsonObject
    {
        ["address"] = address,
        ["name"] = "A",
        ["status"] = "active",
        ["fence_held"] = true,
        ["containment_version"] = 3,
        ["sessions_in_memory"] = sessions,
        ["validations"] = validations,
        ["version"] = "0.2.0",
        ["started_at"] = 1_772_366_400,
    }.ToJsonString();
}
