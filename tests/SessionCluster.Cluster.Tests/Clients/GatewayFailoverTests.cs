using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Clients;

/// <summary>A client that knows two gateways goes on with one when the other is gone.</summary>
public sealed class GatewayFailoverTests
{
    [Fact]
    [Rule("L21"), Rule("G6")]
    public async Task When_one_of_two_gateways_is_gone_every_session_is_reached_through_the_other()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.Silos = 2);
        var sessions = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.EstablishedAsync()));
        await cluster.Cluster.StopSiloAsync(cluster.Cluster.Silos[1]);

        // Nothing but acceptance and doubt on the way; in the end all of them through the gateway that is left.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string[] verdicts;
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            verdicts = await PresentAsync(cluster, sessions);
            Assert.All(verdicts, verdict => Assert.Contains(verdict, (string[])["accepted", "unavailable: Timeout", "unavailable: Fence"]));
        }
        while (verdicts.Any(verdict => verdict != "accepted"));

        Assert.Single(cluster.Cluster.Silos);
        Assert.IsType<EstablishResult.Established>(await cluster.PassTimeAsync(cluster.Client.EstablishAsync(cluster.Establish())));
    }

    private static async Task<string[]> PresentAsync(SessionTestCluster cluster, EstablishResult.Established[] sessions) =>
        await cluster.PassTimeAsync(Task.WhenAll(sessions.Select(session => cluster.Client.PresentAsync(session.Token.Reveal()))));
}
