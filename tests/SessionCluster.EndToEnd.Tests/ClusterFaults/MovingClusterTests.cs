using SessionCluster.EndToEnd.Tests.Cluster;
using SessionCluster.EndToEnd.Tests.Gateway;

namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>Silos come and go on purpose, under load: nobody notices. Alone on the machine: what is claimed has a deadline of 2 s in it.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class MovingClusterTests
{
    private const int BetweenSteps = 500;

    [Fact, Rule("P-W6"), Rule("P-R4"), Rule("P-F5"), Rule("L20")]
    public async Task A_rolling_restart_fails_no_validation()
    {
        await using var home = await ClusterHome.StartAsync(3);
        await using var client = await ClusterClient.ConnectAsync(home);
        await using var load = await ClusterLoad.StartAsync(client.Sessions);
        await load.GoOnAsync(BetweenSteps);

        foreach (var silo in home.Silos.ToArray())
        {
            await home.AddSiloAsync();
            await load.GoOnAsync(BetweenSteps);
            Assert.Equal(0, await silo.StopAsync());
            await load.GoOnAsync(BetweenSteps);
        }

        await load.StopAsync();
        Assert.Equal(["accepted"], load.Answers.Keys);
    }

    [Fact, Rule("G1"), Rule("G3"), Rule("L10")]
    public async Task From_one_silo_to_four_and_back_nothing_is_lost_and_nothing_revoked_comes_back()
    {
        await using var home = await ClusterHome.StartAsync(1);
        await using var client = await ClusterClient.ConnectAsync(home);
        await using var load = await ClusterLoad.StartAsync(client.Sessions);
        var revoked = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => client.Sessions.EstablishAsync($"revoked-{number}")));
        foreach (var session in revoked)
        {
            Assert.IsType<SessionCluster.Client.Sessions.RevokeResult.Revoked>(await client.Sessions.RevokeAsync(session));
        }

        var former = home.Silos[0];
        for (var silos = 2; silos <= 4; silos++)
        {
            await home.AddSiloAsync();
            await load.GoOnAsync(BetweenSteps);
        }

        // The first one leaves too: nothing may hang on it.
        foreach (var silo in home.Silos.Where(silo => silo != former).Take(2).Append(former).ToArray())
        {
            Assert.Equal(0, await silo.StopAsync());
            await load.GoOnAsync(BetweenSteps);
            foreach (var session in revoked)
            {
                Assert.Equal("refused: Revoked", await client.Sessions.ValidateAsync(session));
            }
        }

        await load.StopAsync();
        Assert.Equal(["accepted"], load.Answers.Keys);
    }
}
