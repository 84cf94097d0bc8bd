using SessionCluster.EndToEnd.Tests.Gateway;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Crashes;

/// <summary>kill -9 in the middle of everything, twenty times: what was acknowledged is there, what was ended stays ended, and no limit was passed.</summary>
public sealed class KillTests
{
    // Ten on each of two stores, side by side: most of a round is the wait after an unclean stop.
    private const int Rounds = 10;

    [Fact, Rule("G1"), Rule("G3"), Rule("G5")]
    public Task Nothing_acknowledged_is_lost_or_undone_by_twenty_kills() => Task.WhenAll(RunRoundsAsync(0), RunRoundsAsync(19));

    /// <summary>The pair of the test above: a store that acknowledges before the commit loses what it acknowledged.</summary>
    [Fact, Rule("G3")]
    public async Task A_store_that_acknowledges_before_the_commit_loses_sessions()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync("--test:lossy-storage");
        var client = await GatewayClient.ConnectAsync(home, silo);
        var session = await client.Sessions.EstablishAsync("alice");
        Assert.Equal("accepted", await client.Sessions.ValidateAsync(session));
        await silo.KillAsync();
        await client.DisposeAsync();

        await using var again = await GatewayClient.ConnectAsync(home, await home.StartAsync("--test:lossy-storage"));

        Assert.Equal("refused: Unknown", await again.Sessions.ValidateAsync(session));
    }

    private static async Task RunRoundsAsync(int offset)
    {
        await using var home = new SiloHome();
        var ledgers = new List<Ledger> { new() };
        for (var round = offset; round < offset + Rounds; round++)
        {
            ledgers.Add(await RunAndKillAsync(home, ledgers[^1], round));
        }

        await using var client = await GatewayClient.ConnectAsync(home, await home.StartAsync());
        foreach (var ledger in ledgers)
        {
            await ledger.CheckAsync(client.Sessions);
        }

        // Otherwise the rounds attacked nothing.
        Assert.All(ledgers.Skip(1), ledger => Assert.NotEqual(0, ledger.Established));
        Assert.True(ledgers.Sum(ledger => ledger.Revoked) >= Rounds);
        Assert.True(ledgers.Sum(ledger => ledger.Uses) >= Rounds);
    }

    private static async Task<Ledger> RunAndKillAsync(SiloHome home, Ledger former, int round)
    {
        var silo = await home.StartAsync();
        var client = await GatewayClient.ConnectAsync(home, silo);
        await former.CheckAsync(client.Sessions);

        var ledger = new Ledger();
        using var killed = new CancellationTokenSource();
        Task[] workers = [.. Enumerable.Range(0, 8).Select(worker => ledger.WorkAsync(client.Sessions, $"subject-{round}-{worker}", killed.Token))];

        // Each round dies at another moment of its work, the first as soon as there is something to lose.
        await Poll.UntilAsync(true, TimeSpan.FromSeconds(30), () => Task.FromResult(ledger.Established > 0));
        await Task.Delay(TimeSpan.FromMilliseconds(23 * round), TestContext.Current.CancellationToken);
        await silo.KillAsync();
        await killed.CancelAsync();
        await Task.WhenAll(workers);
        await client.DisposeAsync();
        return ledger;
    }
}
