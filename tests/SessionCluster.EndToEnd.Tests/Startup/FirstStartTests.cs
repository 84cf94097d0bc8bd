using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Startup;

public sealed class FirstStartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newcomer_is_told_where_it_listens_where_the_data_lies_and_what_to_try()
    {
        await using var home = new SiloHome();

        var silo = await home.StartAsync();

        await silo.ExpectOutputAsync($"  data        {home.DataDirectory}\n", Cancellation);
        await silo.ExpectOutputAsync($"  client      dev, for development only, in {home.DataDirectory}/dev-client.json\n", Cancellation);
        await silo.ExpectOutputAsync($"its secret, shown this once: {home.DevelopmentClient.Secret}\n", Cancellation);
        await silo.ExpectOutputAsync($"{silo.Address}sessions", Cancellation);
        Assert.Empty(silo.Errors);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_the_files_are_kept()
    {
        await using var home = new SiloHome();
        var first = await home.StartAsync();
        var secret = home.DevelopmentClient.Secret;
        Assert.Equal(0, await first.StopAsync());

        var second = await home.StartAsync();

        await second.ExpectOutputAsync("Try next", Cancellation);
        Assert.Equal(secret, home.DevelopmentClient.Secret);
        Assert.DoesNotContain(secret, second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_generated_is_readable_by_its_owner_only()
    {
        await using var home = new SiloHome();
        await home.StartAsync();

        // The note of who holds the store is for everybody who is refused.
        var files = Directory.GetFiles(home.DataDirectory).Where(file => !file.EndsWith(".holder", StringComparison.Ordinal)).ToArray();

        Assert.Superset(new HashSet<string> { "edge-ring.json", "silo-ring.json", "dev-client.json", "sessions.db" }, files.Select(Path.GetFileName).ToHashSet()!);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(home.DataDirectory));
    }

    [Fact]
    public async Task Silo_gateway_and_HTTP_listen_on_loopback_only()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();

        var listeners = ListeningSockets.Of(silo.Id);

        Assert.Equal(3, listeners.Count);
        Assert.All(listeners, listener => Assert.True(System.Net.IPAddress.IsLoopback(listener.Address), listener.ToString()));
        Assert.Contains(listeners, listener => listener.Port == silo.GatewayPort);
        Assert.Contains(listeners, listener => listener.Port == silo.Address.Port);
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_is_a_word_for_everybody(string path, string word)
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        using var http = new HttpClient { BaseAddress = silo.Address };

        Assert.Equal(word, await http.GetStringAsync(path, Cancellation));
    }

    [Fact]
    public async Task The_products_own_program_starts_and_stops_by_itself()
    {
        await using var home = new SiloHome();
        var silo = home.LaunchProduct();
        await silo.WaitUntilReadyAsync(Cancellation);

        Assert.Equal(0, await silo.StopAsync());
    }
}
