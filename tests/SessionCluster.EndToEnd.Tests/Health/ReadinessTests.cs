using SessionCluster.EndToEnd.Tests.Faults;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Health;

/// <summary>Ready follows the fence: a silo that may not answer asks for no traffic.</summary>
public sealed class ReadinessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact, Rule("G6"), Rule("P-F7"), Rule("N18")]
    public async Task A_store_that_takes_no_writes_costs_readiness_until_it_takes_them_again()
    {
        await using var home = new SiloHome();
        using var silo = new Probe(await home.StartAsync(home.WithFaults()));

        await home.Faults.SetAsync(StoreFaultSwitches.QueryOnly);
        await silo.ExpectReadyAsync("not ready");
        Assert.Equal("live", await silo.GetAsync("/health/live"));

        await home.Faults.LiftAsync(StoreFaultSwitches.QueryOnly);
        await silo.ExpectReadyAsync("ready");
    }

    [Fact, Rule("P-F7")]
    public async Task A_disk_that_hangs_costs_readiness_until_it_goes_on()
    {
        await using var home = new SiloHome();
        using var silo = new Probe(await home.StartAsync(home.WithFaults()));

        await home.Faults.SetAsync(StoreFaultSwitches.BlockWrites);
        await silo.ExpectReadyAsync("not ready");

        await home.Faults.LiftAsync(StoreFaultSwitches.BlockWrites);
        await silo.ExpectReadyAsync("ready");
    }

    [Fact, Rule("P-F7")]
    public async Task A_process_whose_database_was_replaced_while_it_was_frozen_is_never_ready_again()
    {
        await using var home = new SiloHome();
        using var silo = new Probe(await home.StartAsync());

        await Frozen.ReplaceDatabaseAsync(home, silo.Process);

        await silo.ExpectReadyAsync("not ready");
        await silo.Process.ExpectOutputAsync("This silo answers nothing any more, for the life of the process", TestContext.Current.CancellationToken);
        Assert.Equal("not ready", await silo.GetAsync("/health/ready"));
    }

    /// <summary>The pair of the test above: what the fence is good for.</summary>
    [Fact, Rule("P-F7")]
    public async Task Without_the_fence_it_would_go_on_as_if_nothing_had_happened()
    {
        await using var home = new SiloHome();
        using var silo = new Probe(await home.StartAsync("--test:fence=off"));

        await Frozen.ReplaceDatabaseAsync(home, silo.Process);

        await silo.Process.ExpectOutputAsync("This silo answers nothing any more, for the life of the process", TestContext.Current.CancellationToken);
        Assert.Equal("ready", await silo.GetAsync("/health/ready"));
    }

    private sealed class Probe(SiloProcess silo) : IDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = silo.Address };

        public SiloProcess Process => silo;

        public async Task<string> GetAsync(string path)
        {
            using var answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        public Task ExpectReadyAsync(string word) => Poll.UntilAsync(word, Patience, () => GetAsync("/health/ready"));

        public void Dispose() => _http.Dispose();
    }
}
