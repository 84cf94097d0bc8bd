using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Startup;

/// <summary>How a silo is left decides how the next one starts: after an unclean stop a predecessor might still be about to answer.</summary>
[Rule("P-F7")]
public sealed class RestartTests
{
    private const string Waiting = "The store was not left cleanly. Waiting 3.3 s";

    [Fact]
    public async Task The_first_start_waits_for_nobody()
    {
        await using var home = new SiloHome();

        var silo = await home.StartAsync();

        await silo.ExpectOutputAsync("Try next", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Waiting, silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_clean_stop_the_next_start_waits_for_nobody()
    {
        await using var home = new SiloHome();
        var first = await home.StartAsync();
        Assert.Equal(0, await first.StopAsync());
        Assert.Contains("sessions.db is closed (cleanly: True)", first.Output, StringComparison.Ordinal);

        var second = await home.StartAsync();

        await second.ExpectOutputAsync("Try next", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Waiting, second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_kill_the_next_start_waits_until_a_predecessor_can_not_answer_any_more()
    {
        await using var home = new SiloHome();
        var first = await home.StartAsync();
        await first.KillAsync();

        var second = await home.StartAsync();

        await second.ExpectOutputAsync(Waiting, TestContext.Current.CancellationToken);
    }
}
