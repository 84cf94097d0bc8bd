using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Budgets;

/// <summary>A logical call that is sent again spends no second use, and is decided anew (P-R6).</summary>
public sealed class AttemptTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Theory]
    [Rule("P-R6"), Rule("G5")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public async Task Sent_three_times_each_every_logical_call_spends_one_use(int limit)
    {
        var id = await _cluster.AdmitWithUsesAsync(limit);
        for (var attempt = 1; attempt <= limit; attempt++)
        {
            for (var sending = 0; sending < 3; sending++)
            {
                Assert.Equal("accepted", await _cluster.PresentAsAsync(id, attempt));
            }

            Assert.Equal(limit - attempt, (await _cluster.InfoAsync(id)).UsesLeft);
        }

        Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsAsync(id, limit + 1));
        Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-R6"), Rule("L22")]
    public async Task Sent_twice_at_the_same_time_while_a_use_is_reserved_it_spends_one()
    {
        var id = await _cluster.AdmitWithUsesAsync(1);
        using var gate = StorageGate.CloseForWrites(_cluster.Storage, "session");
        var first = _cluster.PresentAsAsync(id, 1);
        await gate.Reached;
        var second = _cluster.PresentAsAsync(id, 1);
        var other = _cluster.PresentAsAsync(id, 2);
        gate.Open();

        Assert.Equal(("accepted", "accepted"), (await first, await second));
        Assert.Equal("refused: UsesExhausted", await other);
    }

    [Theory]
    [Rule("P-R6")]
    [InlineData(9_999, "accepted")]
    [InlineData(10_000, "refused: UsesExhausted")]
    public async Task The_last_use_may_be_repeated_for_ten_seconds(int milliseconds, string verdict)
    {
        var id = await _cluster.AdmitWithUsesAsync(1);
        Assert.Equal("accepted", await _cluster.PresentAsAsync(id, 1));

        _cluster.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(verdict, await _cluster.PresentAsAsync(id, 1));
    }

    [Fact]
    [Rule("P-R6")]
    public async Task Another_callers_attempt_is_another_call()
    {
        var id = await _cluster.AdmitWithUsesAsync(1);
        Assert.Equal("accepted", await _cluster.PresentAsAsync(id, 1, "shop"));

        Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsAsync(id, 1, "thief"));
        Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsAsync(id, 1));
        Assert.Equal("accepted", await _cluster.PresentAsAsync(id, 1, "shop"));
    }

    [Fact]
    [Rule("P-R6"), Rule("G1")]
    public async Task An_end_wins_over_a_use_that_was_spent_before()
    {
        var id = await _cluster.AdmitWithUsesAsync(2);
        Assert.Equal("accepted", await _cluster.PresentAsAsync(id, 1));

        await _cluster.RevokeAsync(id);

        Assert.Equal("refused: Revoked", await _cluster.PresentAsAsync(id, 1));
    }

    [Fact]
    [Rule("P-R6"), Rule("P-B3"), Rule("G5")]
    public async Task A_cold_activation_remembers_no_attempt()
    {
        var id = await _cluster.AdmitWithUsesAsync(2);
        Assert.Equal("accepted", await _cluster.PresentAsAsync(id, 1));

        await _cluster.DeactivateAsync(id);

        Assert.Equal("accepted", await _cluster.PresentAsAsync(id, 1));
        Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsAsync(id, 2));
    }

    [Fact]
    [Rule("P-R6")]
    public async Task With_a_decider_that_knows_no_attempts_a_repetition_spends_a_second_use()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(
            new DeciderThat((state, in usage, containment, in presentation, now) => SessionRules.Decide(state, usage, containment, presentation with { IsRepetition = false }, now))));
        var id = await cluster.AdmitWithUsesAsync(1);
        Assert.Equal("accepted", await cluster.PresentAsAsync(id, 1));

        Assert.Equal("refused: UsesExhausted", await cluster.PresentAsAsync(id, 1));
    }
}
