using SessionCluster.EndToEnd.Tests.Canary;

namespace SessionCluster.EndToEnd.Tests.Cluster;

/// <summary>Silos on one store are one service.</summary>
public sealed class ManySilosTests
{
    [Fact, Rule("G1"), Rule("G3")]
    public async Task What_one_silo_establishes_and_ends_the_others_accept_and_refuse()
    {
        await using var cluster = await ClusterHome.StartAsync(2);
        var (first, second) = (cluster.Silos[0].Http, cluster.Silos[1].Http);
        (string Token, string SessionId)[] sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => first.EstablishAsync($"subject-{number}")));

        // Some of them live in each silo: what is asked for here is answered there.
        foreach (var (token, _) in sessions)
        {
            Assert.Equal("active", await second.ValidateAsync(token));
        }

        for (var number = 0; number < sessions.Length; number++)
        {
            await (number % 2 == 0 ? first.RevokeAsync(sessions[number].SessionId) : first.RevokeSubjectAsync($"subject-{number}"));

            Assert.Equal("revoked", await second.ValidateAsync(sessions[number].Token));
            Assert.Equal("revoked", await first.ValidateAsync(sessions[number].Token));
        }
    }

    [Fact, Rule("P-F6")]
    public async Task A_silo_of_another_cluster_is_refused_with_a_sentence()
    {
        await using var cluster = await ClusterHome.StartAsync(1);

        var stranger = cluster.Launch("--SessionCluster:Cluster:ClusterId=other").Process;

        Assert.Equal(1, await stranger.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("SessionCluster can't start: The session store at http://127.0.0.1:", stranger.Errors, StringComparison.Ordinal);
        Assert.Contains("belongs to cluster 'e2e' for service 'e2e', not to 'other'", stranger.Errors, StringComparison.Ordinal);
    }

    [Fact, Rule("N17")]
    public async Task The_stores_key_is_in_nothing_that_the_most_talkative_silo_prints()
    {
        await using var cluster = await ClusterHome.StartAsync(1, [.. LogLevels.Trace, "--test:print-spans"]);
        var silo = cluster.Silos[0];
        var (token, sessionId) = await silo.Http.EstablishAsync("alice");
        Assert.Equal("active", await silo.Http.ValidateAsync(token));
        await silo.Http.RevokeAsync(sessionId);
        await silo.StopAsync();

        // It did talk, and of the store.
        Assert.Contains("SessionClusterState", silo.Process.Output, StringComparison.Ordinal);
        Assert.Contains("trce: ", silo.Process.Output, StringComparison.Ordinal);
        var key = cluster.Azurite.ConnectionString.Split("AccountKey=")[1].Split(';')[0];
        Assert.DoesNotContain(key, silo.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(token, silo.Process.Output, StringComparison.Ordinal);
    }
}
