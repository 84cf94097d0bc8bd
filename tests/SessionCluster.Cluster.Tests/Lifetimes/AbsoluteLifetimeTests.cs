using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Lifetimes;

/// <summary>N4: a session ends at its absolute deadline, to the second, however much it is used.</summary>
public sealed class AbsoluteLifetimeTests(LifetimeCluster lifetimes) : IClassFixture<LifetimeCluster>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SessionTestCluster _cluster = lifetimes.Cluster;

    [Theory]
    [Rule("N4"), Rule("L18"), Rule("G4"), Rule("A2"), Rule("H2")]
    [MemberData(nameof(LifetimeClasses.Table), MemberType = typeof(LifetimeClasses))]
    public async Task A_use_a_minute_never_moves_it(string sessionClass, TimeSpan absolute, TimeSpan idle)
    {
        var session = await _cluster.OfClassAsync(sessionClass);
        var deadline = session.AbsoluteDeadline;
        Assert.Equal(absolute, deadline - DateTimeOffset.FromUnixTimeSeconds(_cluster.Clock.GetUtcNow().ToUnixTimeSeconds()));

        // A use an hour where that is a month.
        var pause = absolute > TimeSpan.FromDays(1) ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(1);
        Assert.True(pause < idle);
        for (var now = _cluster.Clock.GetUtcNow(); now < deadline - Second; now = _cluster.Clock.GetUtcNow())
        {
            var verdict = await _cluster.ValidateAsync(session);
            Assert.Equal(("accepted", deadline), (verdict.ToString(), verdict.Facts!.AbsoluteDeadline));
            Assert.Equal(now + idle < deadline ? now + idle : deadline, verdict.IdleDeadline);
            var next = now + pause;
            _cluster.Clock.SetUtcNow(next < deadline - Second ? next : deadline - Second);
        }

        Assert.True((await _cluster.ValidateAsync(session)).IsAccepted);
        foreach (var late in new[] { TimeSpan.Zero, Second, TimeSpan.FromMinutes(2), TimeSpan.FromDays(365) })
        {
            _cluster.Clock.SetUtcNow(deadline + late);
            Assert.Equal("refused: Expired", (await _cluster.ValidateAsync(session)).ToString());
            Assert.Equal(SessionStatus.Expired, (await _cluster.InfoAsync(session.Id)).Status);
        }
    }

    [Fact]
    [Rule("N4"), Rule("G4"), Rule("A2")]
    public async Task A_decider_that_lets_use_move_it_never_ends_a_session_and_the_edge_still_does()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options =>
        {
            LifetimeClasses.Use(options);
            options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(new DeciderThat((state, in usage, containment, in presentation, now) =>
                SessionRules.Decide(state with { Facts = state.Facts! with { AbsoluteDeadline = DateTimeOffset.MaxValue } }, usage, containment, presentation, now)));
        });
        var session = await cluster.OfClassAsync("workload");
        var edge = cluster.OtherClient(gate: new UncheckedGate());
        for (var use = 0; use < 10; use++)
        {
            cluster.Clock.Advance(session.IdleTimeout - Second);
            Assert.Equal("accepted", await edge.PresentAsync(session.Token.Reveal()));
        }

        // The id carries its deadline: the second line, where the first has failed.
        Assert.Equal("refused: Expired", (await cluster.ValidateAsync(session)).ToString());
    }
}
