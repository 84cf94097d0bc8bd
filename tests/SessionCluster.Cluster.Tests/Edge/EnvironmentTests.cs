using SessionCluster.Client.Tokens;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Edge;

/// <summary>The environment stands in prefix and tag: a token of staging is worth nothing in production, even where somebody gave both the same keys (H3).</summary>
public sealed class EnvironmentTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("H3")]
    public async Task A_token_of_another_environment_is_refused_though_its_session_is_there_and_its_key_is_ours()
    {
        var token = (await _cluster.EstablishedAsync()).Token.Reveal();
        var production = _cluster.OtherClient(environment: "prod");

        Assert.Equal("refused: ForeignEnvironment", await production.PresentAsync(token));
        Assert.Equal("refused: Forged", await production.PresentAsync(Relabelled(token, "prod")));
        Assert.Equal("accepted", await _cluster.Client.PresentAsync(token));
    }

    [Fact]
    [Rule("H3")]
    public async Task Without_the_gate_it_is_accepted()
    {
        var token = (await _cluster.EstablishedAsync()).Token.Reveal();
        var production = _cluster.OtherClient(environment: "prod", gate: new UncheckedGate());

        Assert.Equal("accepted", await production.PresentAsync(token));
        Assert.Equal("accepted", await production.PresentAsync(Relabelled(token, "prod")));
    }

    /// <summary>The same payload under another environment's name, with a right checksum: anybody can make it.</summary>
    private static string Relabelled(string token, string environment)
    {
        var payload = new byte[TokenPayload.Size];
        Assert.True(TokenFormat.TryDecode(token, payload, out _));
        var parts = new TokenPayload(payload);
        return TokenFormat.Format(EnvironmentName.Create(environment), parts.KeyId, parts.Id, parts.Secret, parts.Tag);
    }
}
