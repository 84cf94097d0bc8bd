using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Keys;
using SessionCluster.Unit.Tests.Client.Keys;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Hosting;

/// <summary>What <c>AddSessionClusterClient</c> adds, and what it says of options that are wrong.</summary>
public sealed class SessionClientRegistrationTests
{
    [Fact]
    [Rule("H2")]
    public void With_a_file_the_ring_comes_from_it()
    {
        using var file = new RingFile(2, 1, 2);
        using var services = Add(options => options.KeyRingFile = file.Path);

        Assert.Equal(Specimen.RingOf(2, 1, 2).Describe().Keys, services.GetRequiredService<EdgeRing>().Current.Describe().Keys);
    }

    [Fact]
    public void A_ring_that_is_registered_is_used()
    {
        var ring = new EdgeRing(Specimen.Ring);
        using var services = Add(_ => { }, before => before.AddSingleton(ring));

        Assert.Same(ring, services.GetRequiredService<EdgeRing>());
        Assert.NotNull(services.GetRequiredService<ISessionClient>());
    }

    [Fact]
    public void Without_either_the_sentence_says_what_to_do()
    {
        using var services = Add(_ => { });

        var problem = Assert.Throws<InvalidOperationException>(services.GetRequiredService<ISessionClient>);
        Assert.Equal("There is no edge ring: set SessionClientOptions.KeyRingFile, or register an EdgeRing.", problem.Message);
    }

    [Fact]
    public void Adding_it_twice_is_harmless()
    {
        var services = new ServiceCollection().AddSessionClusterClient(options => options.Environment = "one").AddSessionClusterClient(options => options.Environment = "two");

        Assert.Equal([typeof(KeyRingFileWatcher), typeof(EdgeRingAgreementCheck)], services.Where(service => service.ServiceType == typeof(IHostedService)).Select(service => service.ImplementationType));
        Assert.Single(services, service => service.ServiceType == typeof(ISessionClient));
        using var provider = services.BuildServiceProvider();
        Assert.Equal("two", provider.GetRequiredService<IOptions<SessionClientOptions>>().Value.Environment);
    }

    [Theory]
    [InlineData("1.00", "00:00:10", "SessionClientOptions.Environment is '1.00': ")]
    [InlineData("dev", "00:00:00.9999999", "SessionClientOptions.OperationTimeout is 00:00:00.9999999: give 1 s to 30 s.")]
    [InlineData("dev", "00:00:30.0000001", "SessionClientOptions.OperationTimeout is 00:00:30.0000001: give 1 s to 30 s.")]
    public void An_option_outside_its_range_is_named(string environment, string timeout, string sentence) =>
        Assert.StartsWith(sentence, Problem(options => (options.Environment, options.OperationTimeout) = (environment, TimeSpan.Parse(timeout, null))), StringComparison.Ordinal);

    [Theory]
    [InlineData("00:00:01")]
    [InlineData("00:00:30")]
    public void The_limits_of_a_range_are_inside_it(string timeout)
    {
        using var services = Add(options => options.OperationTimeout = TimeSpan.Parse(timeout, null));

        Assert.Equal(TimeSpan.Parse(timeout, null), services.GetRequiredService<IOptions<SessionClientOptions>>().Value.OperationTimeout);
    }

    [Fact]
    public void A_file_that_is_no_ring_stops_the_start()
    {
        using var file = new RingFile(1, 1);
        file.Write("not JSON");

        Assert.Equal($"SessionClientOptions.KeyRingFile: The key ring file {file.Path} is not JSON, or has a member twice (line 1).", Problem(options => options.KeyRingFile = file.Path));
        Assert.Equal("SessionClientOptions.KeyRingFile: The key ring file  can't be read (ArgumentException).", Problem(options => options.KeyRingFile = ""));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once() =>
        Assert.Equal(2, Problem(options => (options.Environment, options.OperationTimeout) = ("", TimeSpan.Zero)).Split("; ").Length);

    private static string Problem(Action<SessionClientOptions> configure)
    {
        using var services = Add(configure);
        return Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate).Message;
    }

    private static ServiceProvider Add(Action<SessionClientOptions> configure, Action<IServiceCollection>? before = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton(new Sessions.StubCluster().Factory);
        before?.Invoke(services);
        return services.AddSessionClusterClient(configure).BuildServiceProvider();
    }
}
