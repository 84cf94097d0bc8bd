using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Edge;

/// <summary>A client whose ring is not the silo's is told at start, and not found out in production.</summary>
public sealed class EdgeRingAgreementTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const string Beginning = "The edge ring of this client is not the silo's: ";

    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("H2")]
    public async Task Rings_that_agree_start()
    {
        await CheckAsync(_cluster.Options.EdgeRing.Current);

        // A copy, as from another file.
        await CheckAsync(KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = [.. Enumerable.Range(0, 32).Select(value => (byte)value)] }));
    }

    [Fact]
    [Rule("H2"), Rule("H3")]
    public async Task Rings_that_differ_do_not_start_and_the_sentence_says_which_keys()
    {
        Assert.Equal($"{Beginning}another key stands under key 1. Give both the same keys.", await MismatchAsync(Edges.Ring(1, 1)));
        Assert.Equal($"{Beginning}this client lacks key 1; the silo lacks key 2, 3. Give both the same keys.", await MismatchAsync(Edges.Ring(2, 2, 3)));
    }

    [Fact]
    [Rule("H2")]
    public async Task A_client_that_is_not_checked_takes_good_tokens_for_forged_and_its_own_are_no_use()
    {
        var other = _cluster.OtherClient(ring: new EdgeRing(Edges.Ring(1, 1)));
        var good = (await _cluster.EstablishedAsync()).Token.Reveal();
        var own = Assert.IsType<EstablishResult.Established>(await other.EstablishAsync(_cluster.Establish())).Token.Reveal();

        Assert.Equal("refused: Forged", await other.PresentAsync(good));
        Assert.Equal("refused: Forged", await _cluster.Client.PresentAsync(own));
    }

    private async Task<string> MismatchAsync(KeyRing ring) => (await Assert.ThrowsAsync<EdgeRingMismatchException>(() => CheckAsync(ring))).Message;

    private Task CheckAsync(KeyRing ring) => new EdgeRingAgreementCheck(_cluster.Grains, new EdgeRing(ring)).StartedAsync(TestContext.Current.CancellationToken);
}
