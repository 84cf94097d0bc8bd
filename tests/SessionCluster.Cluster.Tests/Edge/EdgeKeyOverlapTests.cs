using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Edge;

/// <summary>Edge keys rotate with overlap, and retiring one ends everything issued under it: at every edge that knows, and at the silo for those that do not (H2, A10).</summary>
public sealed class EdgeKeyOverlapTests : IAsyncLifetime
{
    private readonly OutgoingCalls _calls = new();
    private readonly EdgeRing _silo = new(Edges.Ring(1, 1));
    private readonly EdgeRing _service = new(Edges.Ring(1, 1));
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("H2"), Rule("A10")]
    public async Task Tokens_of_the_old_key_work_until_it_is_retired_and_those_of_the_new_one_from_its_first_day()
    {
        var old = await EstablishAsync();

        Replace(Edges.Ring(1, 1, 2));
        Assert.Equal("accepted", await _cluster.Client.PresentAsync(old));
        Replace(Edges.Ring(2, 1, 2));
        var young = await EstablishAsync();
        Assert.Equal("accepted", await _cluster.Client.PresentAsync(old));
        Assert.Equal("accepted", await _cluster.Client.PresentAsync(young));

        Replace(Edges.Ring(2, 2));
        _calls.Clear();
        Assert.Equal("refused: Forged", await _cluster.Client.PresentAsync(old));
        Assert.Empty(_calls.Calls);
        Assert.Equal("accepted", await _cluster.Client.PresentAsync(young));
    }

    [Fact]
    [Rule("H2"), Rule("A10")]
    public async Task The_silo_refuses_what_an_edge_lets_pass_that_was_not_told()
    {
        Replace(Edges.Ring(2, 1, 2));
        var old = await EstablishAsync(_cluster.OtherClient(ring: new EdgeRing(Edges.Ring(1, 1, 2))));
        Assert.Equal("accepted", await _cluster.Client.PresentAsync(old));

        _silo.Replace(Edges.Ring(2, 2));

        Assert.Equal("refused: Revoked", await _cluster.Client.PresentAsync(old));
        Assert.Equal("refused: Revoked", await _cluster.OtherClient(ring: _silo, gate: new UncheckedGate()).PresentAsync(old));

        // An old file that is put back by mistake brings the key back, and with it what was issued under it: the answer to a leak is to keep it out.
        _silo.Replace(Edges.Ring(2, 1, 2));
        Assert.Equal("accepted", await _cluster.Client.PresentAsync(old));
    }

    [Fact]
    [Rule("H2"), Rule("A10")]
    public async Task Where_the_silo_forgets_to_look_at_the_key_an_edge_that_was_not_told_accepts_it()
    {
        await using var cluster = await StartAsync(new DeciderThat((state, in usage, containment, in presentation, now) =>
            SessionRules.Decide(state, usage, containment, presentation with { EdgeKeyIds = uint.MaxValue }, now)));
        var old = await EstablishAsync(cluster.Client, cluster);

        _silo.Replace(Edges.Ring(2, 2));

        Assert.Equal("accepted", await cluster.Client.PresentAsync(old));
    }

    [Fact]
    [Rule("H2")]
    public async Task A_session_established_under_a_key_that_the_silo_does_not_have_is_never_accepted()
    {
        var strange = await EstablishAsync(_cluster.OtherClient(ring: new EdgeRing(Edges.Ring(3, 1, 3))));

        Assert.Equal("refused: Forged", await _cluster.Client.PresentAsync(strange));
        Assert.Equal("refused: Revoked", await _cluster.OtherClient(ring: new EdgeRing(Edges.Ring(3, 1, 3))).PresentAsync(strange));
    }

    private void Replace(KeyRing ring)
    {
        _silo.Replace(ring);
        _service.Replace(ring);
    }

    private async Task<string> EstablishAsync(ISessionClient? client = null, SessionTestCluster? cluster = null)
    {
        var result = await (client ?? _cluster.Client).EstablishAsync((cluster ?? _cluster).Establish());
        return Assert.IsType<EstablishResult.Established>(result).Token.Reveal();
    }

    private async Task<SessionTestCluster> StartAsync(ISessionDecider? decider = null) => await SessionTestCluster.StartAsync(options =>
    {
        options.EdgeRing = _silo;
        options.ReplaceServices = services =>
        {
            if (decider is not null)
            {
                services.AddSingleton(decider);
            }
        };
        options.ReplaceClientServices = services => services.AddSingleton(_service).AddSingleton<IOutgoingGrainCallFilter>(_calls);
    });
}
