using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Lifetimes;

/// <summary>Deadlines are stored: a restart keeps them. (What a crash may forget, and that it is against the session, is tested with the last use.)</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(LifetimeClasses.Use);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("N4"), Rule("N5"), Rule("L18"), Rule("G4"), Rule("G3")]
    public async Task Every_deadline_of_every_class_survives_a_restart_to_the_tick()
    {
        var sessions = new Dictionary<string, EstablishResult.Established>();
        foreach (var (name, _) in LifetimeClasses.ByIdleTimeout)
        {
            sessions[name] = await _cluster.OfClassAsync(name);
        }

        _cluster.Clock.Advance(TimeSpan.FromSeconds(61.7));
        var lastUse = _cluster.Clock.GetUtcNow();
        var before = new Dictionary<string, SessionInfo>();
        foreach (var (name, session) in sessions)
        {
            Assert.True((await _cluster.ValidateAsync(session)).IsAccepted);
            before[name] = await _cluster.InfoAsync(session.Id);
        }

        _cluster = await _cluster.RestartAsync();

        foreach (var group in LifetimeClasses.ByIdleTimeout.GroupBy(row => row.Idle, row => row.Name))
        {
            var deadline = before[group.First()].IdleDeadline;
            foreach (var name in group)
            {
                Assert.Equal(Deadlines(before[name]), Deadlines(await _cluster.InfoAsync(sessions[name].Id)));
                Assert.Equal(lastUse + group.Key < sessions[name].AbsoluteDeadline ? lastUse + group.Key : sessions[name].AbsoluteDeadline, deadline);
            }

            _cluster.Clock.SetUtcNow(deadline - Second);
            await AssertAsync(group, live: true);
            _cluster.Clock.SetUtcNow(deadline);
            await AssertAsync(group, live: false);
        }

        async Task AssertAsync(IEnumerable<string> names, bool live)
        {
            foreach (var name in names)
            {
                Assert.Equal(live, (await _cluster.ValidateAsync(sessions[name], SessionActivity.None)).IsAccepted);
            }
        }
    }

    private static (DateTimeOffset, DateTimeOffset, DateTimeOffset, TimeSpan) Deadlines(SessionInfo info) => (info.LastUsedAt, info.IdleDeadline, info.Facts.AbsoluteDeadline, info.Facts.IdleTimeout);
}
