using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Edge;

/// <summary>What a presented text costs the cluster, counted where the edge asks: nothing for what is no token of ours, one call for what may be (A9). In a process of its own and inside a silo.</summary>
public sealed class EdgeCallTests(CountingCluster counting) : IClassFixture<CountingCluster>
{
    private readonly OutgoingCalls _calls = counting.Calls;
    private readonly CallJournal _arrived = counting.Arrived;
    private readonly SessionTestCluster _cluster = counting.Cluster;

    [Theory]
    [Rule("A9"), Rule("K1"), Rule("H3")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_text_that_is_no_token_of_ours_costs_no_call_and_no_activation(bool cohosted)
    {
        var client = Client(cohosted);
        var tokens = await WorthlessAsync();
        var activations = await ActivationsAsync();
        _calls.Clear();
        _arrived.Clear();

        foreach (var token in tokens)
        {
            Assert.StartsWith("refused: ", await client.PresentAsync(token), StringComparison.Ordinal);
            Assert.IsType<RevokeResult.UnknownSession>(await client.RevokeAsync(new RevokeDescriptor.ByToken(token, SessionSamples.Admin)));
        }

        Assert.Empty(_calls.Calls);
        Assert.Empty(_arrived.Calls);
        Assert.Equal(activations, await ActivationsAsync());
    }

    [Fact]
    [Rule("A9")]
    public async Task Without_the_gate_each_of_them_is_a_call_and_activates()
    {
        var tokens = await WorthlessAsync();
        var client = _cluster.OtherClient(gate: new UncheckedGate());
        _calls.Clear();
        _arrived.Clear();

        foreach (var token in tokens)
        {
            await client.PresentAsync(token);
            await client.RevokeAsync(new RevokeDescriptor.ByToken(token, SessionSamples.Admin));
        }

        Assert.Equal(2 * tokens.Length, _calls.Calls.Count(IsOfAnEdge));

        // A miss leaves at once, so what is in memory does not tell; what was called was activated. The session of the forgeries, the expired one, and some that texts which are no tokens name.
        Assert.InRange(_arrived.Activations, 3, tokens.Length);
    }

    [Theory]
    [Rule("A9"), Rule("L19")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_of_ours_costs_one_call_and_no_operation_of_the_store_whatever_the_verdict_is(bool cohosted)
    {
        var client = Client(cohosted);
        var session = await _cluster.EstablishedAsync();
        var otherSecret = _cluster.TokenWith(session.Id, new byte[32]);
        using var counter = OperationCounter.OfSession(_cluster.Storage, session.Id);
        _calls.Clear();

        Assert.Equal("accepted", await client.PresentAsync(session.Token.Reveal()));
        Assert.Equal("refused: WrongSecret", await client.PresentAsync(otherSecret));
        Assert.Equal((0, 0), (counter.Reads, counter.Writes));
        _cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout);
        Assert.Equal("refused: Idle", await client.PresentAsync(session.Token.Reveal()));

        Assert.Equal(["ISessionGrain.Validate", "ISessionGrain.Validate", "ISessionGrain.Validate"], _calls.Calls.Where(IsOfAnEdge));

        // That it is idle is noted, once, by a turn of its own that no verdict waits for.
        Assert.Equal(0, counter.Reads);
        Assert.InRange(counter.Writes, 0, 1);
    }

    [Theory]
    [Rule("L19")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Establishing_costs_two_writes_and_revoking_one(bool cohosted)
    {
        var client = Client(cohosted);
        var subject = SessionSamples.NewSubject();
        Assert.IsType<EstablishResult.Established>(await client.EstablishAsync(_cluster.Establish(subject)));
        using var counter = new OperationCounter(_cluster.Storage);

        var session = Assert.IsType<EstablishResult.Established>(await client.EstablishAsync(_cluster.Establish(subject)));
        Assert.Equal((0, 2), counter.Of(subject, session.Id));

        Assert.IsType<RevokeResult.Revoked>(await client.RevokeAsync(new RevokeDescriptor.ByToken(session.Token.Reveal(), SessionSamples.Admin)));
        Assert.Equal((0, 3), counter.Of(subject, session.Id));
    }

    [Fact]
    [Rule("N2")]
    public async Task An_id_that_somebody_made_up_is_unknown_and_no_session_comes_into_being_under_it()
    {
        var id = SessionId.Create(7, _cluster.Clock.GetUtcNow().AddHours(1), new byte[SessionId.RandomSize]);
        var token = _cluster.TokenWith(id, new byte[32]);
        var rows = _cluster.Storage.Rows;
        using var misses = new MissCounter();

        Assert.Equal("refused: Unknown", await _cluster.Client.PresentAsync(token));
        Assert.IsType<RevokeResult.UnknownSession>(await _cluster.Client.RevokeAsync(new RevokeDescriptor.ByToken(token, SessionSamples.Admin)));
        Assert.IsType<RevokeResult.UnknownSession>(await _cluster.Client.RevokeAsync(new RevokeDescriptor.ById(id, SessionSamples.Admin)));
        Assert.IsType<InfoResult.UnknownSession>(await _cluster.Client.GetInfoAsync(id));
        Assert.Equal(rows, _cluster.Storage.Rows);

        // And it is seen: operators are told to watch this number. (Other tests of this process may add to it.)
        Assert.True(misses.Count >= 4, $"{misses.Count} misses were counted.");
    }

    /// <summary>What grains tell themselves and one another is nobody's call.</summary>
    private static bool IsOfAnEdge(string call) => !call.Contains("Lifecycle", StringComparison.Ordinal);

    private ISessionClient Client(bool cohosted) => cohosted ? _cluster.CohostedClient() : _cluster.Client;

    /// <summary>Malformed, forged, foreign, retired and, by moving the clock, expired ones.</summary>
    private async Task<string[]> WorthlessAsync()
    {
        var session = await _cluster.EstablishedAsync();
        var expired = session.Token.Reveal();
        _cluster.Clock.SetUtcNow(session.Id.Deadline + TokenGate.Skew);
        var genuine = (await _cluster.EstablishedAsync()).Token.Reveal();
        var id = (await _cluster.EstablishedAsync()).Id;
        string Made(string environment, byte key) => TokenFormat.Format(EnvironmentName.Create(environment), Edges.Ring(key, key), key, id, new byte[32]);
        return
        [
            "", "x", genuine[..^1], genuine + "0", genuine[..^1] + (genuine[^1] == '0' ? '1' : '0'), genuine.Replace("sct_", "SCT_", StringComparison.Ordinal), $"sct_test_{new string('z', 83)}", new string('\uD800', 92),
            Made("test", 1), Made("prod", 1), Made("test", 2), expired,
        ];
    }

    private async Task<int> ActivationsAsync()
    {
        var management = _cluster.SiloServices.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        return (await management.GetSimpleGrainStatistics()).Where(statistic => statistic.GrainType.Contains("SessionCluster.", StringComparison.Ordinal)).Sum(statistic => statistic.ActivationCount);
    }
}
