using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SessionCluster.Grains.Possession;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Endpoints.Paths;
using SessionCluster.Unit.Tests.Hosting;
using SessionCluster.Unit.Tests.Storage;

namespace SessionCluster.Unit.Tests.Http.Paths;

/// <summary>Silos of one cluster verify one another's proofs: each has to know the one address they are for.</summary>
public sealed class OwnAddressTests
{
    private const string Tables = "AzureTable";
    private const string PublicUrl = "https://sessions.example";
    private const string Listened = "http://127.0.0.1:5083";

    [Fact]
    public async Task A_silo_of_a_cluster_without_a_public_url_says_once_what_to_set()
    {
        var (level, message) = Assert.Single(await StartAsync(Tables, publicUrl: null));

        Assert.Equal(LogLevel.Warning, level);
        Assert.StartsWith("SessionCluster:Http:PublicUrl is not set", message, StringComparison.Ordinal);
        Assert.Contains(Listened, message, StringComparison.Ordinal);
        Assert.EndsWith("Set SessionCluster:Http:PublicUrl to the one address by which callers reach the service, the same on every silo.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Tables, PublicUrl)]
    [InlineData("Sqlite", null)]
    [InlineData("Sqlite", PublicUrl)]
    public async Task With_one_or_alone_it_has_nothing_to_say(string provider, string? publicUrl) => Assert.Empty(await StartAsync(provider, publicUrl));

    private static async Task<List<(LogLevel Level, string Message)>> StartAsync(string provider, string? publicUrl)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("SessionCluster:Storage:Provider", provider),
            new("SessionCluster:Storage:ConnectionString", provider == Tables ? "UseDevelopmentStorage=true" : null),
            new("SessionCluster:Http:PublicUrl", publicUrl),
        ]).Build();
        var problems = new List<string>();
        var settings = SiloSettingsReader.Read(SettingsSection.Of(configuration, problems), "/srv");
        Assert.Empty(problems);
        var (uris, log) = (new ClusterUris(), new RecordedLog<OwnAddress>());

        await new OwnAddress(settings, new(settings, new ListeningServer(Listened)), uris, new StartedLifetime(), log).StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal($"{publicUrl ?? Listened}/sessions/rotate", uris.Of("/sessions/rotate"));
        return log.Entries;
    }
}
