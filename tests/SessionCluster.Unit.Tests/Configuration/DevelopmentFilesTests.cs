using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using SessionCluster.Client.Keys;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

public sealed class DevelopmentFilesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-files-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_first_run_makes_rings_and_a_client()
    {
        var configuration = Configuration();

        var client = Apply(configuration);

        Assert.True(client!.IsNew);
        Assert.Equal(["dev-client.json", "edge-ring.json", "silo-ring.json"], Directory.GetFiles(_directory).Select(Path.GetFileName).Order());
        Assert.True(KeyRingReader.TryRead(configuration.GetSection("SessionCluster:EdgeRing"), out var edge, out _));
        Assert.True(KeyRingReader.TryRead(configuration.GetSection("SessionCluster:SiloRing"), out var silo, out _));
        Assert.NotEqual(edge.Describe().Keys[0].Digest, silo.Describe().Keys[0].Digest);
    }

    [Fact]
    public void The_next_run_reads_what_the_first_made()
    {
        var first = Apply(Configuration())!;
        var files = Contents();

        var second = Apply(Configuration())!;

        Assert.False(second.IsNew);
        Assert.Equal(first.Secret, second.Secret);
        Assert.Equal(files, Contents());
    }

    [Fact, SupportedOSPlatform("linux")]
    public void Only_the_owner_may_read_them()
    {
        Apply(Configuration());

        Assert.All(Directory.GetFiles(_directory), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void Each_says_that_it_is_for_development()
    {
        Apply(Configuration());

        Assert.All(Directory.GetFiles(_directory), file => Assert.True(DevelopmentFiles.IsMarked(file)));
        Assert.All(Directory.GetFiles(_directory), file => Assert.True(JsonNode.Parse(File.ReadAllText(file))!["development"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("""{ "development": true }""", true)]
    [InlineData("""{ "development": false }""", false)]
    [InlineData("""{ "development": "true" }""", false)]
    [InlineData("""{ "current": 1 }""", false)]
    [InlineData("[true]", false)]
    [InlineData("development", false)]
    [InlineData("", false)]
    public void The_mark_is_a_member_that_is_true(string content, bool marked)
    {
        var file = Path.Combine(_directory, "file.json");
        File.WriteAllText(file, content);

        Assert.Equal(marked, DevelopmentFiles.IsMarked(file));
    }

    [Fact]
    public void The_client_is_configured_by_the_digest_of_its_secret_with_every_permission()
    {
        var configuration = Configuration();

        var client = Apply(configuration)!;

        var section = configuration.GetSection("SessionCluster:Clients:dev");
        Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(client.Secret)))}", section["Secrets:0"]);
        Assert.Equal("*", section["Audiences:0"]);
        Assert.Equal(Silo.Callers.PermissionWords.All.Order(), section.GetSection("Permissions").GetChildren().Select(word => word.Value).Order());
        Assert.DoesNotContain(configuration.AsEnumerable(), setting => setting.Value?.Contains(client.Secret, StringComparison.Ordinal) == true);
    }

    [Fact, Rule("N1")]
    public void A_secret_has_256_bits_and_prints_itself_nowhere()
    {
        var client = Apply(Configuration())!;

        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(client.Secret).Length);
        Assert.Equal("dev", client.ToString());
    }

    [Fact]
    public void What_is_configured_wins_and_no_file_is_made()
    {
        var client = Apply(Configuration(("EdgeRing:Current", "1"), ("SiloRing:File", "ring.json"), ("Clients:dev:Secrets:0", "sha256:00")));

        Assert.Null(client);
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "client_secret": 1 }""")]
    [InlineData("not JSON")]
    public void A_client_file_that_holds_something_else_is_refused(string content)
    {
        File.WriteAllText(Path.Combine(_directory, "dev-client.json"), content);

        var problem = Assert.Throws<ConfigurationProblemException>(() => Apply(Configuration()));
        Assert.EndsWith("Delete it, and the next start in Development makes another.", Assert.Single(problem.Problems), StringComparison.Ordinal);
    }

    private static ConfigurationManager Configuration(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"SessionCluster:{setting.Key}", (string?)setting.Value)));
        return configuration;
    }

    private DevelopmentClient? Apply(ConfigurationManager configuration) => DevelopmentSetup.Apply(configuration, SettingsSection.Of(configuration, []), _directory);

    private Dictionary<string, string> Contents() => Directory.GetFiles(_directory).ToDictionary(file => file, File.ReadAllText);
}
