using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Validation;

/// <summary>Two things wrong at once, end to end: the first station of the order speaks, and who does not hold the secret hears nothing beyond it.</summary>
public sealed class DecisionOrderTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private static readonly string[] Order = ["secret", "revoked", "expired", "idle", "audience", "scope", "assurance", "uses"];

    private static readonly Dictionary<string, string> Verdicts = new()
    {
        ["secret"] = "refused: WrongSecret",
        ["revoked"] = "refused: Revoked",
        ["expired"] = "refused: Expired",
        ["idle"] = "refused: Idle",
        ["audience"] = "refused: Audience",
        ["scope"] = "refused: Scope",
        ["assurance"] = "refused: Assurance",
        ["uses"] = "refused: UsesExhausted",
    };

    private readonly SessionTestCluster _cluster = shared.Cluster;

    /// <summary>Every pair. Who has expired is idle, too, so that one is not a pair of its own.</summary>
    public static TheoryData<string, string> Pairs =>
        [.. from first in Enumerable.Range(0, Order.Length) from second in Enumerable.Range(first + 1, Order.Length - first - 1) select (Order[first], Order[second])];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Of_two_failures_the_first_speaks(string first, string second)
    {
        Assert.Equal(Verdicts[first], await FailAsync(_cluster, first, second));
        Assert.Equal(Verdicts[second], await FailAsync(_cluster, second));
    }

    [Fact]
    public async Task A_decider_that_asks_for_the_audience_first_tells_a_stranger_whom_the_session_is_for()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(new DeciderThat(
            (state, in usage, containment, in presentation, now) => state.Facts!.Audiences.Contains(presentation.Audience)
                ? SessionRules.Decide(state, usage, containment, presentation, now)
                : SessionDecision.Refuse(SessionRefusal.Audience))));

        Assert.Equal(Verdicts["audience"], await FailAsync(cluster, "secret", "audience"));
    }

    [Fact]
    public async Task At_the_edge_the_order_is_shape_environment_tag_and_deadline()
    {
        var session = await _cluster.EstablishedAsync();
        var token = session.Token.Reveal();
        var ring = Edges.Ring(1, 1);
        var elsewhere = _cluster.OtherClient(ring: new(ring), environment: "prod");
        _cluster.Clock.SetUtcNow(session.Id.Deadline.AddMinutes(1));

        Assert.Equal("refused: Malformed", await elsewhere.PresentAsync(token[..^1]));
        Assert.Equal("refused: ForeignEnvironment", await elsewhere.PresentAsync(token));
        Assert.Equal("refused: Forged", await _cluster.OtherClient(ring: new(ring)).PresentAsync(token));
        Assert.Equal("refused: Expired", await _cluster.Client.PresentAsync(token));
    }

    private static async Task<string> FailAsync(SessionTestCluster cluster, params string[] failures)
    {
        var session = await cluster.ScopedAsync(maxUses: 1);
        var token = failures.Contains("secret") ? cluster.TokenWith(session.Id, new byte[32]) : session.Token.Reveal();
        if (failures.Contains("uses"))
        {
            Assert.Equal("accepted", (await cluster.ValidateAsync(session)).ToString());
        }

        if (failures.Contains("revoked"))
        {
            Assert.IsType<RevokeResult.Revoked>(await cluster.Client.RevokeAsync(new RevokeDescriptor.ById(session.Id, SessionSamples.Admin)));
        }

        if (failures.Contains("expired"))
        {
            // At the second itself the edge still asks: its deadline is rounded up to the minute.
            cluster.Clock.SetUtcNow(session.AbsoluteDeadline);
        }
        else if (failures.Contains("idle"))
        {
            cluster.Clock.Advance(session.IdleTimeout);
        }

        return await cluster.Client.AskAsync(
            token,
            failures.Contains("audience") ? "billing" : "orders",
            failures.Contains("scope") ? "orders.delete" : "orders.read",
            failures.Contains("assurance") ? AssuranceLevel.Aal3 : AssuranceLevel.Aal2);
    }
}
