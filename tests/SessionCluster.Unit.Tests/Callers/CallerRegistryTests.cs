using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SessionCluster.Client.Callers;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Callers;

/// <summary>The callers in force follow the configuration, unless a change is wrong.</summary>
public sealed class CallerRegistryTests
{
    private const string Secrets = "SessionCluster:Clients:login:Secrets:0";

    private readonly Source _source = new() { [Secrets] = ClientSecretMaker.DigestOf("old") };
    private readonly IConfigurationRoot _configuration;

    public CallerRegistryTests() => _configuration = new ConfigurationBuilder().Add(_source).Build();

    [Fact, Rule("H2")]
    public void A_changed_secret_replaces_the_old_one_at_once()
    {
        using var registry = new CallerRegistry(_configuration, NullLogger<CallerRegistry>.Instance);
        Assert.True(Knows(registry, "old"));

        Change(Secrets, ClientSecretMaker.DigestOf("new"));

        Assert.True(Knows(registry, "new"));
        Assert.False(Knows(registry, "old"));
    }

    [Fact]
    public void A_client_that_was_removed_is_nobody()
    {
        using var registry = new CallerRegistry(_configuration, NullLogger<CallerRegistry>.Instance);

        _source[Secrets] = null;
        Change("SessionCluster:Clients:other:Secrets:0", ClientSecretMaker.DigestOf("x"));

        Assert.False(Knows(registry, "old"));
    }

    [Fact]
    public void A_wrong_change_locks_nobody_out_and_lets_nobody_in()
    {
        using var registry = new CallerRegistry(_configuration, NullLogger<CallerRegistry>.Instance);

        _source["SessionCluster:Clients:new:Secrets:0"] = ClientSecretMaker.DigestOf("old");
        Change(Secrets, "not a digest");

        Assert.True(Knows(registry, "old"));
        Assert.Null(registry.Current.Find("new", Digest("old")));
    }

    [Fact]
    public void A_wrong_configuration_does_not_start()
    {
        _source[Secrets] = "not a digest";

        Assert.Throws<ConfigurationProblemException>(() => new CallerRegistry(_configuration, NullLogger<CallerRegistry>.Instance));
    }

    private static bool Knows(CallerRegistry registry, string secret) => registry.Current.Find("login", Digest(secret)) is not null;

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private void Change(string key, string value)
    {
        _source[key] = value;
        _source.Tell();
    }

    /// <summary>A file that is edited: a key that is taken out is gone.</summary>
    private sealed class Source : ConfigurationProvider, IConfigurationSource
    {
        public string? this[string key]
        {
            set
            {
                if (value is null)
                {
                    Data.Remove(key);
                }
                else
                {
                    Data[key] = value;
                }
            }
        }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public void Tell() => OnReload();
    }
}
