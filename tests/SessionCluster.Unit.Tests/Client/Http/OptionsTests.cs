using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Http;
using SessionCluster.Unit.Tests.Client.Keys;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Http;

/// <summary>What <c>AddSessionClusterHttpClient</c> takes, and what it says of options that are wrong.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("https://sessions.example.com", false)]
    [InlineData("https://sessions.example.com/base/", false)]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://localhost:5080", false)]
    [InlineData("http://[::1]:5080", false)]
    [InlineData("http://silo:5080", true)]
    public void An_address_that_keeps_the_secret_is_taken(string address, bool trusted) => Assert.Empty(Problems(options => (options.BaseAddress, options.TrustedNetwork) = (new(address), trusted)));

    [Theory]
    [InlineData(null, "is not set")]
    [InlineData("/sessions", "is no absolute address")]
    [InlineData("http://silo:5080", "is plain http off loopback")]
    [InlineData("http://127.0.0.1.example.com", "is plain http off loopback")]
    [InlineData("https://a:b@sessions.example.com", "has a query, a fragment or credentials")]
    [InlineData("https://sessions.example.com?x=1", "has a query, a fragment or credentials")]
    [InlineData("ftp://sessions.example.com", "is neither https nor http")]
    public void Another_one_is_named(string? address, string sentence) =>
        Assert.StartsWith($"SessionClusterHttpClientOptions.BaseAddress {sentence}", Assert.Single(Problems(options => options.BaseAddress = address is null ? null : new(address, UriKind.RelativeOrAbsolute))), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "s", "SessionClusterHttpClientOptions.ClientId is ''")]
    [InlineData("a b", "s", "SessionClusterHttpClientOptions.ClientId is 'a b'")]
    [InlineData("ops", "", "SessionClusterHttpClientOptions.ClientSecret is empty or longer than 512 characters")]
    public void Credentials_that_are_none_are_named(string id, string secret, string sentence) =>
        Assert.StartsWith(sentence, Assert.Single(Problems(options => (options.ClientId, options.ClientSecret) = (id, secret))), StringComparison.Ordinal);

    [Fact]
    [Rule("N17")]
    public void A_secret_that_is_too_long_is_not_shown()
    {
        Assert.Empty(Problems(options => options.ClientSecret = new string('x', 512)));
        Assert.DoesNotContain("xxx", Assert.Single(Problems(options => options.ClientSecret = new string('x', 513))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:01", true)]
    [InlineData("00:00:30", true)]
    [InlineData("00:00:00.9999999", false)]
    [InlineData("00:00:30.0000001", false)]
    public void The_patience_has_the_limits_of_the_other_client(string patience, bool good)
    {
        using var services = Services(options => options.OperationTimeout = TimeSpan.Parse(patience, null));
        var validator = services.GetRequiredService<IStartupValidator>();

        Assert.Equal(good, Record.Exception(validator.Validate) is null);
    }

    [Fact]
    [Rule("A9"), Rule("H2")]
    public async Task With_the_edge_ring_a_forgery_costs_no_request()
    {
        using var file = new RingFile(2, 2);
        using var service = new StubService(options => (options.Environment, options.KeyRingFile) = (Specimen.Environment, file.Path));

        Assert.Equal(SessionRefusal.Forged, (await service.Sessions.ValidateAsync(HttpSamples.Presented)).Refusal);
        Assert.Equal(SessionRefusal.Malformed, (await service.Sessions.ValidateAsync(new() { Token = "x", Audience = HttpSamples.Presented.Audience })).Refusal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void Adding_it_twice_is_harmless()
    {
        var services = new ServiceCollection().AddSessionClusterHttpClient(Good).AddSessionClusterHttpClient(options => options.ClientId = "two");

        Assert.Single(services, service => service.ServiceType == typeof(ISessionClient));
        Assert.Single(services, service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(HomeRingReload));
        using var provider = services.AddLogging().BuildServiceProvider();
        Assert.Equal("two", provider.GetRequiredService<IOptions<SessionClusterHttpClientOptions>>().Value.ClientId);
        Assert.NotNull(provider.GetRequiredService<ISessionClient>());
    }

    [Fact]
    public async Task The_ring_is_reloaded_while_the_process_runs()
    {
        using var file = new RingFile(1, 1);
        using var services = Services(options => options.KeyRingFile = file.Path);
        var reload = Assert.IsType<HomeRingReload>(services.GetServices<IHostedService>().Single(service => service is HomeRingReload));
        Assert.Equal([1], services.GetRequiredService<EdgeRing>().Current.Describe().Keys.Select(key => key.Id));
        file.Write(2, 1, 2);

        await reload.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal([1, 2], services.GetRequiredService<EdgeRing>().Current.Describe().Keys.Select(key => key.Id));
        await reload.StopAsync(TestContext.Current.CancellationToken);
    }

    private static void Good(SessionClusterHttpClientOptions options) => (options.BaseAddress, options.ClientId, options.ClientSecret) = (new("https://sessions.example.com"), "ops", "secret");

    private static IEnumerable<string> Problems(Action<SessionClusterHttpClientOptions> configure)
    {
        var options = new SessionClusterHttpClientOptions();
        Good(options);
        configure(options);
        return new SessionClusterHttpClientOptionsValidator().Validate(null, options).Failures ?? [];
    }

    private static ServiceProvider Services(Action<SessionClusterHttpClientOptions> configure) => new ServiceCollection().AddLogging().AddSessionClusterHttpClient(options =>
    {
        Good(options);
        configure(options);
    }).BuildServiceProvider();
}
