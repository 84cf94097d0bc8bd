using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Lifetimes;

/// <summary>N5: a session ends when it was not used for its idle timeout, to the second, and only use begins that anew.</summary>
public sealed class IdleTimeoutTests(LifetimeCluster lifetimes) : IClassFixture<LifetimeCluster>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SessionTestCluster _cluster = lifetimes.Cluster;

    [Theory]
    [Rule("N5"), Rule("L18"), Rule("G4"), Rule("A2")]
    [MemberData(nameof(LifetimeClasses.Table), MemberType = typeof(LifetimeClasses))]
    public async Task It_lives_a_second_before_and_is_dead_at_the_second_and_after(string sessionClass, TimeSpan absolute, TimeSpan idle)
    {
        foreach (var (late, live) in new[] { (-Second, true), (TimeSpan.FromTicks(-1), true), (TimeSpan.Zero, false), (Second, false) })
        {
            var session = await _cluster.OfClassAsync(sessionClass);
            _cluster.Clock.Advance(Second);
            Assert.True((await _cluster.ValidateAsync(session)).IsAccepted);

            _cluster.Clock.Advance(idle + late);

            // Where the idle timeout is the absolute lifetime, that ends it first.
            var dead = idle == absolute ? "refused: Expired" : "refused: Idle";
            var ended = idle == absolute || !live;
            Assert.Equal(ended ? dead : "accepted", (await _cluster.ValidateAsync(session)).ToString());
            Assert.Equal(!ended ? SessionStatus.Active : idle == absolute ? SessionStatus.Expired : SessionStatus.Locked, (await _cluster.InfoAsync(session.Id)).Status);
        }
    }

    [Theory]
    [Rule("N5"), Rule("N6"), Rule("G4")]
    [MemberData(nameof(LifetimeClasses.Table), MemberType = typeof(LifetimeClasses))]
    public async Task Polling_it_a_hundred_times_does_not_keep_it_alive(string sessionClass, TimeSpan absolute, TimeSpan idle)
    {
        var session = await _cluster.OfClassAsync(sessionClass);
        var deadline = _cluster.Clock.GetUtcNow() + idle;
        if (deadline > session.AbsoluteDeadline)
        {
            deadline = session.AbsoluteDeadline;
        }

        for (var poll = 0; poll < 100; poll++)
        {
            var verdict = await _cluster.ValidateAsync(session, SessionActivity.None);
            Assert.Equal(("accepted", deadline), (verdict.ToString(), verdict.IdleDeadline));
            _cluster.Clock.Advance(idle / 101);
        }

        _cluster.Clock.SetUtcNow(deadline);
        Assert.Equal(idle == absolute ? SessionRefusal.Expired : SessionRefusal.Idle, (await _cluster.ValidateAsync(session, SessionActivity.None)).Refusal);
        Assert.Equal(deadline, (await _cluster.InfoAsync(session.Id)).IdleDeadline);
    }

    [Theory]
    [Rule("N5"), Rule("N6"), Rule("G4")]
    [MemberData(nameof(LifetimeClasses.Table), MemberType = typeof(LifetimeClasses))]
    public async Task Asking_for_facts_or_being_refused_is_no_use(string sessionClass, TimeSpan absolute, TimeSpan idle)
    {
        var session = await _cluster.OfClassAsync(sessionClass);
        var before = await _cluster.InfoAsync(session.Id);
        _cluster.Clock.Advance(idle / 2);

        await _cluster.Client.GetInfoAsync(session.Id);
        await _cluster.Client.ListAsync(before.Facts.Subject);
        Assert.Equal("refused: WrongSecret", await _cluster.Client.PresentAsync(_cluster.TokenWith(session.Id, new byte[32])));
        Assert.Equal(SessionRefusal.Audience, (await _cluster.Client.ValidateAsync(new() { Token = session.Token.Reveal(), Audience = Abstractions.Identifiers.Audience.Create("billing") })).Refusal);

        var after = await _cluster.InfoAsync(session.Id);
        Assert.Equal((before.LastUsedAt, before.IdleDeadline), (after.LastUsedAt, after.IdleDeadline));
        Assert.True(after.IdleDeadline <= before.Facts.IssuedAt + absolute);
    }

    [Fact]
    [Rule("N5"), Rule("N6"), Rule("G4")]
    public async Task A_decider_that_takes_everything_for_use_keeps_a_polled_session_alive()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options =>
        {
            LifetimeClasses.Use(options);
            options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(new DeciderThat((state, in usage, containment, in presentation, now) =>
                SessionRules.Decide(state, usage, containment, presentation with { Activity = SessionActivity.User }, now)));
        });
        var session = await cluster.OfClassAsync("interactive");
        for (var poll = 0; poll < 10; poll++)
        {
            cluster.Clock.Advance(session.IdleTimeout - Second);
            Assert.True((await cluster.ValidateAsync(session, SessionActivity.None)).IsAccepted);
        }
    }
}
