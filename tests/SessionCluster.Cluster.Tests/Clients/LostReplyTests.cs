using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Clients;

/// <summary>A reply that never comes: the client sends once more within the same two seconds, and the repetition is the same logical call (L21, P-R6).</summary>
public sealed class LostReplyTests : IAsyncLifetime
{
    private static readonly TimeSpan FirstTry = SafeRepeat.FirstOf(SessionClient.VerdictLifetime);

    private readonly HeldReplies _replies = new();
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<IIncomingGrainCallFilter>(_replies));

    public async ValueTask DisposeAsync()
    {
        _replies.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    [Rule("L21"), Rule("P-R6"), Rule("G5")]
    public async Task The_lost_reply_of_the_last_use_costs_nothing_but_a_second()
    {
        var session = await _cluster.EstablishedAsync(_cluster.Establish(maxUses: 1));
        _replies.HoldNext();

        var asked = _cluster.Client.PresentAsync(session.Token.Reveal());
        await _replies.Held;
        _cluster.Clock.Advance(FirstTry);

        Assert.Equal("accepted", await asked.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Equal(2, _replies.Arrived);
        Assert.Equal("refused: UsesExhausted", await _cluster.Client.PresentAsync(session.Token.Reveal()));
    }

    [Fact]
    [Rule("L21"), Rule("P-R6"), Rule("P-F8"), Rule("G1")]
    public async Task A_revocation_between_the_two_wins_whatever_the_first_reply_says()
    {
        var session = await _cluster.EstablishedAsync(_cluster.Establish(maxUses: 5));
        _replies.HoldNext();

        // The first was decided before the end: accepted, and on its way.
        var asked = _cluster.Client.PresentAsync(session.Token.Reveal());
        await _replies.Held;
        Assert.IsType<RevokeResult.Revoked>(await _cluster.Client.RevokeAsync(new RevokeDescriptor.ById(session.Id, SessionSamples.Admin)));
        _cluster.Clock.Advance(FirstTry);
        var verdict = await asked.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal("refused: Revoked", verdict);
    }

    [Fact]
    [Rule("L21"), Rule("G6")]
    public async Task When_the_second_reply_is_lost_too_the_verdict_is_that_there_is_none()
    {
        var session = await _cluster.EstablishedAsync();
        _replies.HoldNext(2);

        var asked = _cluster.Client.PresentAsync(session.Token.Reveal());
        await _replies.Held;
        _replies.HoldNext();
        _cluster.Clock.Advance(FirstTry);
        await _replies.Held;
        Assert.False(asked.IsCompleted);
        _cluster.Clock.Advance(SessionClient.VerdictLifetime - FirstTry);

        Assert.Equal("unavailable: Timeout", await asked.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Equal(2, _replies.Arrived);
    }
}
