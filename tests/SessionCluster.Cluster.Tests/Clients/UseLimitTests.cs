using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Clients;

/// <summary>N20: check and act are one step, whoever asks from wherever.</summary>
public sealed class UseLimitTests
{
    private const int Callers = 1000;

    [Theory]
    [Rule("N20"), Rule("L22"), Rule("G5")]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Of_1000_parallel_uses_from_two_processes_exactly_as_many_pass_as_the_limit_allows(int limit)
    {
        await using var cluster = await StartAsync();
        var session = await cluster.EstablishedAsync(cluster.Establish(maxUses: limit));

        Assert.Equal(limit, await UseAsync(cluster, session));
        Assert.Equal("refused: UsesExhausted", await cluster.Client.PresentAsync(session.Token.Reveal()));
    }

    [Fact]
    [Rule("N20"), Rule("L22"), Rule("G5")]
    public async Task With_a_decider_that_marks_no_use_all_pass()
    {
        await using var cluster = await StartAsync(new DeciderThat((state, in usage, containment, in presentation, now) =>
            SessionRules.Decide(state, usage, containment, presentation, now) with { UsesSpent = 0 }));
        var session = await cluster.EstablishedAsync(cluster.Establish(maxUses: 8));

        Assert.Equal(Callers, await UseAsync(cluster, session));
    }

    private static async Task<int> UseAsync(SessionTestCluster cluster, EstablishResult.Established session)
    {
        var token = session.Token.Reveal();
        var verdicts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => (caller % 2 == 0 ? cluster.Client : cluster.CohostedClient()).PresentAsync(token)));
        return verdicts.Count(verdict => verdict == "accepted");
    }

    private static async Task<SessionTestCluster> StartAsync(ISessionDecider? decider = null) => await SessionTestCluster.StartAsync(options =>
    {
        options.ConfigureSilo = silo => silo.AddCohostedEdge(options);
        options.ReplaceServices = services =>
        {
            if (decider is not null)
            {
                services.AddSingleton(decider);
            }
        };
    });
}
