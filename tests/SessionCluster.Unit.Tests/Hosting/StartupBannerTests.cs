using Microsoft.Extensions.Configuration;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Hosting;

namespace SessionCluster.Unit.Tests.Hosting;

public sealed class StartupBannerTests
{
    private const string Secret = "the-secret-of-the-development-client";

    [Fact]
    public void Without_a_development_client_there_is_nothing_to_try()
    {
        var text = Compose(null);

        Assert.Contains("  HTTP        http://127.0.0.1:5080\n", text, StringComparison.Ordinal);
        Assert.Contains("  management  http://127.0.0.1:5081\n", text, StringComparison.Ordinal);
        Assert.Contains("  gateway     127.0.0.1:30000 (cluster 'dev', service 'sessioncluster')\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("client", text, StringComparison.Ordinal);
    }

    [Theory, Rule("N17")]
    [InlineData(true)]
    [InlineData(false)]
    public void The_secret_is_shown_only_when_it_was_just_made(bool isNew) =>
        Assert.Equal(isNew, Compose(new("/data/dev-client.json", Secret, isNew)).Contains(Secret, StringComparison.Ordinal));

    [Fact]
    public void A_path_with_a_quotation_mark_does_not_end_the_shells()
    {
        var text = Compose(new("/home/o'neil/dev-client.json", Secret, isNew: false));

        Assert.Contains(@"'/home/o'\''neil/dev-client.json')", text, StringComparison.Ordinal);
    }

    private static string Compose(DevelopmentClient? client)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("SessionCluster:Http:ManagementUrls", "http://127.0.0.1:5081")]).Build();
        var settings = SiloSettingsReader.Read(SettingsSection.Of(configuration, []), "/srv");
        return new StartupBanner(settings, new ListeningServer("http://127.0.0.1:5080", "http://127.0.0.1:5081"), new StartedLifetime(), client).Compose().ReplaceLineEndings("\n");
    }
}
