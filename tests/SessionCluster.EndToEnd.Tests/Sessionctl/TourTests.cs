using System.Text.Json.Nodes;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>The tour against a silo that checks everything, and against silos that each leave one check out: then it must say so.</summary>
public sealed class TourTests
{
    private static readonly string[] Played = ["A1", "A2", "A3", "A5", "A6", "A7", "A9", "A10", "A11"];
    private static readonly string[] Permissions = ["establish", "validate", "revoke", "administer"];
    private static readonly (string Name, string File)[] RingFiles = [("EdgeRing", "edge-ring.json"), ("SiloRing", "silo-ring.json")];

    [Fact]
    public async Task A_silo_as_it_is_shipped_stops_every_attack_that_is_played()
    {
        await using var silos = new SiloHome();
        var silo = silos.LaunchProduct();
        await silo.WaitUntilReadyAsync(TestContext.Current.CancellationToken);
        using var cli = CliHome.Of(silos, silo);

        var told = (await cli.RunAsync("tour", "--data", silos.DataDirectory)).Require(0);

        Assert.Equal(9, told.Output.Split('\n').Count(line => line.Trim() == "STOPPED"));
        Assert.Contains("\n9 of 9 stopped.\n", told.Output, StringComparison.Ordinal);
        Assert.Contains("    A4  An agent goes on after its human has left: not there yet: delegation comes with a later version.", told.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", told.Output, StringComparison.Ordinal);
        Assert.Empty(told.Errors);
    }

    [Fact]
    [Rule("L25"), Rule("A10")]
    public async Task With_a_silo_to_start_a_copy_of_the_store_is_altered_and_restored()
    {
        await using var silos = new SiloHome();
        var silo = silos.LaunchProduct();
        await silo.WaitUntilReadyAsync(TestContext.Current.CancellationToken);
        using var cli = CliHome.Of(silos, silo);

        var told = (await cli.RunAsync("tour", "--data", silos.DataDirectory, "--silo", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "SessionCluster.Silo.dll")}'", "--json")).Require(0).Json;

        var step = told["steps"]!.AsArray().Single(step => $"{step!["attack"]}" == "A10")!;
        var happened = string.Join('\n', step["happened"]!.AsArray());
        Assert.Equal("stopped", $"{step["outcome"]}");
        Assert.Contains("accepts that session again: that is what a backup is", happened, StringComparison.Ordinal);
        Assert.Contains("its seal is wrong, the silo says so", happened, StringComparison.Ordinal);
        Assert.Contains("The run-book: retire the edge key, then start.", happened, StringComparison.Ordinal);
    }

    [Theory]
    [Rule("N4"), Rule("A6")]
    [InlineData("deadlines=off", "A2")]
    [InlineData("ends=off", "A6", "A7")]
    [InlineData("reuse=off", "A6")]
    [InlineData("reauthentication=off", "A7")]
    [InlineData("gate=off", "A9")]
    [InlineData("plain-secrets", "A10")]
    [InlineData("methods=off", "A11")]
    [InlineData("possession=off", "A1", "A3", "A6")]
    [InlineData("context=off", "A3")]
    [InlineData("replay=off", "A5")]
    public async Task A_check_that_is_left_out_makes_the_tour_fail_and_name_the_attack(string check, params string[] attacks)
    {
        await using var silos = new SiloHome();
        var silo = await silos.StartAsync($"--test:{check}");
        using var cli = CliHome.Of(silos, silo);

        var told = (await cli.RunAsync("tour", "--data", silos.DataDirectory, "--json")).Require(1).Json;

        var outcomes = told["steps"]!.AsArray().ToDictionary(step => $"{step!["attack"]}", step => $"{step!["outcome"]}");
        Assert.Equal(Played, outcomes.Keys);
        Assert.Equal(attacks, outcomes.Where(outcome => outcome.Value == "not_stopped").Select(outcome => outcome.Key));
        Assert.All(outcomes.Where(outcome => !attacks.Contains(outcome.Key)), outcome => Assert.Equal("stopped", outcome.Value));
        Assert.All(told["steps"]!.AsArray().Where(step => attacks.Contains($"{step!["attack"]}")), step => Assert.NotEmpty($"{step!["why"]}"));
    }

    [Fact]
    public async Task For_people_the_attack_that_is_not_stopped_is_named_at_the_end()
    {
        await using var silos = new SiloHome();
        var silo = await silos.StartAsync("--test:gate=off");
        using var cli = CliHome.Of(silos, silo);

        var told = (await cli.RunAsync("tour")).Require(1).Output;

        Assert.Contains("    NOT STOPPED: a forged token got past the edge", told, StringComparison.Ordinal);
        Assert.Contains("    NOT RUN: give the directory of the store with --data", told, StringComparison.Ordinal);
        Assert.EndsWith("7 of 9 stopped, not stopped: A9, not run: A10.\n", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_class_of_Development_its_step_is_named_as_not_run()
    {
        await using var silos = new SiloHome();
        await (await silos.StartAsync()).StopAsync();
        await using var production = new SiloHome { HostEnvironment = "Production" };
        var silo = await production.StartAsync([.. Rings(silos.DataDirectory), .. ToClient(silos.DevelopmentClient), .. Bearer]);
        var (id, secret) = silos.DevelopmentClient;
        using var cli = new CliHome { Variables = { ["SESSIONCTL_URL"] = silo.Address.ToString(), ["SESSIONCTL_CLIENT_ID"] = id, ["SESSIONCTL_CLIENT_SECRET"] = secret } };

        var told = (await cli.RunAsync("tour", "--data", production.DataDirectory)).Require(0).Output;

        Assert.Contains("NOT RUN: this service has no class 'tour'", told, StringComparison.Ordinal);
        Assert.EndsWith("8 of 9 stopped, not run: A2.\n", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_is_not_the_store_shows_nothing_and_is_no_success()
    {
        await using var silos = new SiloHome();
        var silo = await silos.StartAsync();
        using var cli = CliHome.Of(silos, silo);

        var told = (await cli.RunAsync("tour", "--data", cli.Folder)).Require(2).Output;

        Assert.Contains("FAILED: ", told, StringComparison.Ordinal);
        Assert.Contains("does not hold the session that was just established", told, StringComparison.Ordinal);
        Assert.EndsWith("8 of 9 stopped, failed: A10.\n", told, StringComparison.Ordinal);
    }

    private static string[] Bearer =>
    [
        "--SessionCluster:Classes:interactive:Bearer:Allowed=true",
        "--SessionCluster:Classes:interactive:Bearer:Justification=Tests: the tour attacks bearer sessions, too.",
    ];

    // Outside Development a ring with the mark of one is refused: the keys without it.
    private static IEnumerable<string> Rings(string directory) => RingFiles.SelectMany(ring =>
    {
        var key = $"{JsonNode.Parse(File.ReadAllText(Path.Combine(directory, ring.File)))!["keys"]!["1"]}";
        return new[] { $"--SessionCluster:{ring.Name}:Current=1", $"--SessionCluster:{ring.Name}:Keys:1={key}" };
    });

    private static string[] ToClient((string Id, string Secret) client) =>
    [
        $"--SessionCluster:Clients:{client.Id}:Secrets:0=sha256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(client.Secret)))}",
        .. Permissions.Index().Select(permission => $"--SessionCluster:Clients:{client.Id}:Permissions:{permission.Index}={permission.Item}"),
        $"--SessionCluster:Clients:{client.Id}:Audiences:0=*",
    ];
}
