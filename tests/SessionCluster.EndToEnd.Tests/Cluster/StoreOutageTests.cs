using System.Net;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Cluster;

/// <summary>The store of a cluster stops, hangs, or was never there: nobody is answered, nothing is lost, and whoever starts a silo reads a sentence.</summary>
public sealed class StoreOutageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact, Rule("G3"), Rule("G6"), Rule("N18")]
    public async Task While_the_store_is_away_nobody_is_answered_and_nothing_is_lost()
    {
        await using var cluster = await ClusterHome.StartAsync(1);
        var silo = cluster.Silos[0].Http;
        var (kept, ended) = (await silo.EstablishAsync("kept"), await silo.EstablishAsync("ended"));
        await silo.RevokeAsync(ended.SessionId);

        await cluster.Azurite.StopAsync();
        await Poll.UntilAsync("unavailable", Patience, () => silo.ValidateAsync(kept.Token));

        await cluster.Azurite.RestartAsync();
        await Poll.UntilAsync("active", Patience, () => silo.ValidateAsync(kept.Token));
        Assert.Equal("revoked", await silo.ValidateAsync(ended.Token));
    }

    [Fact, Rule("G1"), Rule("G6"), Rule("N18")]
    public async Task A_store_that_hangs_acknowledges_nothing_and_a_revocation_that_was_not_acknowledged_can_be_asked_again()
    {
        await using var cluster = await ClusterHome.StartAsync(1);
        var silo = cluster.Silos[0].Http;
        var session = await silo.EstablishAsync("alice");

        Signals.Send(cluster.Azurite.ProcessId, Signal.Stop);
        var refusal = await Record.ExceptionAsync(() => silo.RevokeAsync(session.SessionId));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, Assert.IsType<HttpRequestException>(refusal).StatusCode);
        Assert.NotEqual("active", await silo.ValidateAsync(session.Token));

        Signals.Send(cluster.Azurite.ProcessId, Signal.Continue);
        await Poll.UntilAsync("ready", Patience, silo.ReadinessAsync);
        await silo.RevokeAsync(session.SessionId);
        Assert.Equal("revoked", await silo.ValidateAsync(session.Token));
    }

    [Fact, Rule("N17")]
    public async Task A_silo_whose_store_is_not_there_says_so_by_its_key_and_ends()
    {
        await using var cluster = await ClusterHome.StartAsync(0);
        await cluster.Azurite.StopAsync();

        var silo = cluster.Launch().Process;

        Assert.Equal(1, await silo.WaitForExitAsync(TestContext.Current.CancellationToken));
        var sentence = Assert.Single(silo.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"SessionCluster can't start: SessionCluster:Storage:ConnectionString names {cluster.Azurite.ServiceUri}, which gave no answer within 10 s", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", silo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Eby8vdM02xNOcqFlq", silo.Output, StringComparison.Ordinal);
    }
}
