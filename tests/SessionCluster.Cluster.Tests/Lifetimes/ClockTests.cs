using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Lifetimes;

/// <summary>Deadlines are instants: a clock that is set moves none of them (G4).</summary>
public sealed class ClockTests(LifetimeCluster lifetimes) : IClassFixture<LifetimeCluster>
{
    private readonly SessionTestCluster _cluster = lifetimes.Cluster;

    [Theory]
    [Rule("N4"), Rule("N5"), Rule("L18"), Rule("G4")]
    [InlineData("interactive", false)]
    [InlineData("interactive", true)]
    [InlineData("privileged", false)]
    [InlineData("privileged", true)]
    public async Task A_clock_that_is_set_back_revives_nothing_that_was_refused(string sessionClass, bool expired)
    {
        var session = await _cluster.OfClassAsync(sessionClass);
        var start = _cluster.Clock.GetUtcNow();
        _cluster.Clock.SetUtcNow(expired ? session.AbsoluteDeadline : start + session.IdleTimeout);
        var refusal = expired ? SessionRefusal.Expired : SessionRefusal.Idle;
        Assert.Equal(refusal, (await _cluster.ValidateAsync(session)).Refusal);

        _cluster.Clock.AdjustTime(start);

        Assert.Equal(refusal, (await _cluster.ValidateAsync(session)).Refusal);
    }

    [Theory]
    [Rule("L18"), Rule("N8"), Rule("G4")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Set_back_further_than_is_assumed_while_the_session_is_not_in_memory_it_revives_one_that_nobody_has_seen_idle(bool seen)
    {
        // Why clocks of silos must be within 2 s of one another and of the store: what remembers that time went on is the activation, and the row once somebody was refused.
        var session = await _cluster.OfClassAsync("interactive");
        var start = _cluster.Clock.GetUtcNow();
        _cluster.Clock.Advance(session.IdleTimeout);
        if (seen)
        {
            Assert.Equal(SessionRefusal.Idle, (await _cluster.ValidateAsync(session)).Refusal);
        }

        await _cluster.DeactivateAsync(session.Id);
        _cluster.Clock.AdjustTime(start);

        Assert.Equal(seen ? "refused: Idle" : "accepted", (await _cluster.ValidateAsync(session, SessionActivity.None)).ToString());
        Assert.Equal(start + session.IdleTimeout, (await _cluster.InfoAsync(session.Id)).IdleDeadline);
    }

    [Fact]
    [Rule("N4"), Rule("G4"), Rule("A2")]
    public async Task No_setting_of_the_clock_moves_the_absolute_deadline()
    {
        var session = await _cluster.OfClassAsync("interactive");
        var start = _cluster.Clock.GetUtcNow();
        var deadline = session.AbsoluteDeadline;
        foreach (var step in new[] { TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(-10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(-3), TimeSpan.FromMinutes(10) })
        {
            _cluster.Clock.AdjustTime(_cluster.Clock.GetUtcNow() + step);
            var verdict = await _cluster.ValidateAsync(session);
            Assert.Equal(("accepted", deadline), (verdict.ToString(), verdict.Facts!.AbsoluteDeadline));
            await _cluster.DeactivateAsync(session.Id);
        }

        // However often it was used meanwhile.
        Assert.True(_cluster.Clock.GetUtcNow() < start);
        _cluster.Clock.AdjustTime(deadline);
        Assert.Equal(SessionRefusal.Expired, (await _cluster.ValidateAsync(session)).Refusal);
    }

    [Fact]
    [Rule("N5"), Rule("G4")]
    public async Task A_clock_that_jumps_ahead_ends_what_is_idle_by_it_and_no_use_can_then_help()
    {
        var session = await _cluster.OfClassAsync("interactive");
        _cluster.Clock.AdjustTime(_cluster.Clock.GetUtcNow() + session.IdleTimeout);

        Assert.Equal(SessionRefusal.Idle, (await _cluster.ValidateAsync(session)).Refusal);
        Assert.Equal(SessionRefusal.Idle, (await _cluster.ValidateAsync(session)).Refusal);
        Assert.Equal(SessionStatus.Locked, (await _cluster.InfoAsync(session.Id)).Status);
    }
}
