using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Startup;

/// <summary>What stops a silo is a sentence for the operator: it names the key or the file, comes without a stack trace, and the exit code is 1.</summary>
public sealed class RefusedStartTests
{
    [Theory]
    [InlineData("Environment=Prod", "SessionCluster:Environment is 'Prod'")]
    [InlineData("Enviroment=prod", "SessionCluster:Enviroment is not a setting of this version")]
    [InlineData("DataDirectory=/proc/none", "SessionCluster:DataDirectory is /proc/none")]
    [InlineData("DataDirectory=/proc", "SessionCluster:DataDirectory is /proc, which can't be made or written")]
    [InlineData("DataDirectory=/dev/null", "SessionCluster:DataDirectory is /dev/null")]
    [InlineData("Http:Urls=http://0.0.0.0:0", "SessionCluster:Http:Urls has 'http://0.0.0.0:0', which is neither loopback nor https")]
    [InlineData("Http:Urls=http://localhost:0", "SessionCluster:Http:Urls has 'http://localhost:0'")]
    [InlineData("Http:Urls=https://127.0.0.1:0", "SessionCluster:Http:Urls has https, but there is no certificate")]
    [InlineData("Http:Urls=http://203.0.113.7:1;http://127.0.0.1:0 Cluster:TrustedNetwork=true", "SessionCluster:Http:Urls: port 1 of 203.0.113.7 can't be listened on")]
    [InlineData("Cluster:Address=192.0.2.7", "SessionCluster:Cluster:Address is '192.0.2.7', which is not loopback")]
    [InlineData("Cluster:Address=192.0.2.7 Cluster:TrustedNetwork=true", "SessionCluster:Cluster:SiloPort: port 0 of 192.0.2.7 can't be listened on")]
    [InlineData("Cluster:SiloPort=70000", "SessionCluster:Cluster:SiloPort is '70000'")]
    [InlineData("Cluster:GatewayPort=none", "SessionCluster:Cluster:GatewayPort is 'none'")]
    [InlineData("Cluster:TrustedNetwork=yes", "SessionCluster:Cluster:TrustedNetwork is 'yes'")]
    [InlineData("Storage:Provider=Memory", "SessionCluster:Storage:Provider is 'Memory'")]
    [InlineData("Storage:Provider=AzureTable", "SessionCluster:Storage:Provider is AzureTable, and no account is given")]
    [InlineData("Storage:Provider=AzureTable Storage:ConnectionString=UseDevelopmentStorage=true", "SessionCluster:EdgeRing is missing: the silos on one Azure Table store share their key rings")]
    [InlineData("EdgeRing:Current=1", "SessionCluster:EdgeRing:Keys has no key")]
    [InlineData("SiloRing:File=/none.json", "The key ring file /none.json can't be read")]
    [InlineData("Classes:interactive:AbsoluteLifetime=24:00:00", "SessionCluster:Classes:interactive:AbsoluteLifetime is '24:00:00'")]
    [InlineData("Classes:privileged:IdleTimeout=00:15:01", "SessionCluster:Classes:privileged:IdleTimeout is 00:15:01: at AAL3 give at most 00:15:00")]
    [InlineData("Classes:workload:Bearer:Allowed=true", "SessionCluster:Classes:workload:Bearer:Allowed is true")]
    [InlineData("Assurance:Knowledge:0=otp", "SessionCluster:Assurance:Possession has 'otp' twice")]
    [InlineData("Clients:api:Permissions:0=validate", "SessionCluster:Clients:api:Secrets has 0 entries")]
    [InlineData("Clients:api:Secret=x", "SessionCluster:Clients:api:Secret is not a setting of this version")]
    [InlineData("MaxSessionsPerSubject=2001", "SessionCluster:MaxSessionsPerSubject is '2001'")]
    [InlineData("MaxAuthenticationAge=3600", "SessionCluster:MaxAuthenticationAge is '3600'")]
    public async Task A_wrong_setting_stops_the_silo_with_a_sentence_that_names_its_key(string settings, string sentence)
    {
        await using var home = new SiloHome();

        var (exitCode, silo) = await home.StartInVainAsync([.. settings.Split(' ').Select(setting => $"--SessionCluster:{setting}")]);

        AssertRefused(exitCode, silo, sentence);
    }

    [Fact]
    public async Task Every_problem_is_told_in_one_start()
    {
        await using var home = new SiloHome();

        var (_, silo) = await home.StartInVainAsync("--SessionCluster:Environment=Prod", "--SessionCluster:Cluster:SiloPort=x", "--SessionCluster:Typo=1");

        Assert.Equal(3, silo.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_second_silo_on_the_same_data_is_refused()
    {
        await using var home = new SiloHome();
        var first = await home.StartAsync();

        var (exitCode, second) = await home.StartInVainAsync();

        AssertRefused(exitCode, second, Path.Combine(home.DataDirectory, "sessions.db"));
        using var http = new HttpClient { BaseAddress = first.Address };
        Assert.Equal("ready", await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_by_its_key()
    {
        await using var first = new SiloHome();
        await using var second = new SiloHome();
        var silo = await first.StartAsync();

        var (exitCode, refused) = await second.StartInVainAsync($"--SessionCluster:Http:Urls={silo.Address}", $"--SessionCluster:Cluster:GatewayPort={silo.GatewayPort}");

        AssertRefused(exitCode, refused, $"SessionCluster:Http:Urls: port {silo.Address.Port} of 127.0.0.1 is in use");
        Assert.Contains($"SessionCluster:Cluster:GatewayPort: port {silo.GatewayPort} of 127.0.0.1 is in use", refused.Errors, StringComparison.Ordinal);
    }

    [Fact, Rule("N22"), Rule("H3")]
    public async Task Outside_Development_nothing_is_generated_and_nothing_generated_is_taken()
    {
        await using var home = new SiloHome { HostEnvironment = "Production" };

        var (exitCode, silo) = await home.StartInVainAsync();

        AssertRefused(exitCode, silo, "SessionCluster:EdgeRing is missing: outside Development key rings are configured, never generated");
        Assert.Empty(Directory.GetFiles(home.DataDirectory));
    }

    [Fact]
    public async Task Endpoints_that_would_go_round_the_checks_are_refused()
    {
        await using var home = new SiloHome();

        var (exitCode, silo) = await home.StartInVainAsync("--Kestrel:Endpoints:Open:Url=http://0.0.0.0:0");

        AssertRefused(exitCode, silo, "Kestrel:Endpoints would replace SessionCluster:Http:Urls");
    }

    [Fact]
    public async Task A_verb_that_is_none_is_answered_with_the_usage()
    {
        await using var home = new SiloHome();

        var silo = home.LaunchProgram("SessionCluster.Silo", "clients", "new");

        Assert.Equal(2, await silo.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("'clients' is not a verb.\n", silo.Errors, StringComparison.Ordinal);
    }

    private static void AssertRefused(int exitCode, SiloProcess silo, string sentence)
    {
        Assert.Equal(1, exitCode);
        Assert.Contains(sentence, silo.Errors, StringComparison.Ordinal);
        Assert.All(silo.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("SessionCluster can't start: ", line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", silo.Output, StringComparison.Ordinal);
    }
}
