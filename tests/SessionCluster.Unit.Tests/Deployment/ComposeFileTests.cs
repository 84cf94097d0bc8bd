using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using SessionCluster.Silo.Configuration;
using SessionCluster.Unit.Tests.Conventions;

namespace SessionCluster.Unit.Tests.Deployment;

/// <summary>What <c>docker-compose.yml</c> tells the silo is what the silo knows; no container engine is needed to see that.</summary>
public sealed class ComposeFileTests
{
    private static readonly Dictionary<string, string> Variables = ComposeFile.Map("services/silo/environment");

    [Fact]
    public void Every_variable_is_a_setting_and_its_value_is_accepted()
    {
        using var shared = new SharedFiles();
        var variables = new Dictionary<string, string>(Variables)
        {
            // The one-shot service makes them; here they are made elsewhere.
            ["SessionCluster__DataDirectory"] = shared.Directory,
            ["SessionCluster__EdgeRing__File"] = shared.EdgeRing,
            ["SessionCluster__SiloRing__File"] = shared.SiloRing,

            // This machine's own name may have several addresses.
            ["SessionCluster__Cluster__Address"] = "172.18.0.4",
        };

        var configuration = Read(variables);

        Assert.NotNull(configuration.Settings.AzureTable);
        Assert.Equal(IPEndPoint.Parse("172.18.0.4:30000"), configuration.Settings.Network.Gateway);
        Assert.NotNull(configuration.DevelopmentClient);
        Assert.False(configuration.DevelopmentClient.IsNew);
    }

    [Fact]
    public void A_variable_that_is_none_would_be_noticed()
    {
        var problem = Assert.Throws<ConfigurationProblemException>(() => Read(new(Variables) { ["SessionCluster__Cluster__GatwayPort"] = "30000", ["SessionCluster__Cluster__Address"] = "127.0.0.1" }));

        Assert.Contains("SessionCluster:Cluster:GatwayPort is not a setting", problem.Message, StringComparison.Ordinal);
    }

    [Fact, Rule("N16")]
    public void The_network_is_trusted_by_name_and_ports_are_published_on_loopback_only()
    {
        Assert.Equal("true", Variables["SessionCluster__Cluster__TrustedNetwork"]);
        Assert.All(ComposeFile.List("services/silo/ports"), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
        Assert.DoesNotContain("ports", ComposeFile.Names("services/azurite"));
    }

    [Fact]
    public void Ports_and_paths_agree()
    {
        var http = new Uri(Variables["SessionCluster__Http__Urls"]).Port.ToString(CultureInfo.InvariantCulture);
        var health = ComposeFile.List("services/silo/healthcheck/test");

        Assert.EndsWith($":{http}", Assert.Single(ComposeFile.List("services/silo/ports")), StringComparison.Ordinal);
        Assert.Equal(["CMD", "dotnet", "SessionCluster.Silo.dll", "health", $"http://127.0.0.1:{http}/health/ready"], health);
        Assert.Contains("MapHealthChecks(\"/health/ready\"", Repository.Read("silo/SessionCluster.Silo/Health/HealthEndpoints.cs"), StringComparison.Ordinal);
        Assert.Equal(["dev-files", Variables["SessionCluster__DataDirectory"]], ComposeFile.List("services/files/command"));
        Assert.Equal($"EXPOSE {http} {Variables["SessionCluster__Cluster__SiloPort"]} {Variables["SessionCluster__Cluster__GatewayPort"]}", Assert.Single(SiloImage.Instructions("EXPOSE")));
    }

    [Fact]
    public void Three_silos_start_after_the_store_and_the_files_and_may_take_their_time_to_leave()
    {
        Assert.Equal("3", ComposeFile.Text("services/silo/deploy/replicas"));
        Assert.Equal("service_healthy", ComposeFile.Text("services/silo/depends_on/azurite/condition"));
        Assert.Equal("service_completed_successfully", ComposeFile.Text("services/silo/depends_on/files/condition"));
        Assert.Equal("unless-stopped", ComposeFile.Text("services/silo/restart"));
        Assert.True(int.Parse(ComposeFile.Text("services/silo/stop_grace_period").TrimEnd('s'), CultureInfo.InvariantCulture) > 60);
    }

    [Fact]
    public void The_store_is_the_one_that_tests_run_against() =>
        Assert.Contains($"\"azurite\": \"{ComposeFile.Text("services/azurite/image").Split(':')[1]}\"", Repository.Read("tests/azurite/package.json"), StringComparison.Ordinal);

    [Fact]
    public async Task The_local_cluster_takes_the_same_environment()
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "eng/local-cluster.sh"), ["env"]) { RedirectStandardOutput = true };
        using var script = Process.Start(start) ?? throw new InvalidOperationException("The script did not start.");
        var printed = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, script.ExitCode);
        Assert.Equal(Variables.Select(variable => $"{variable.Key}={variable.Value}"), printed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static SiloConfiguration Read(Dictionary<string, string> variables)
    {
        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(Path.Combine(Repository.Root, "silo/SessionCluster.Silo/appsettings.json"));
        configuration.AddJsonFile(Path.Combine(Repository.Root, $"silo/SessionCluster.Silo/appsettings.{variables["ASPNETCORE_ENVIRONMENT"]}.json"));
        configuration.AddInMemoryCollection(variables.Select(variable => KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value)));
        var host = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = variables["ASPNETCORE_ENVIRONMENT"] });
        return SiloConfigurationReader.Read(configuration, host.Environment);
    }

    /// <summary>What the service <c>files</c> makes.</summary>
    private sealed class SharedFiles : IDisposable
    {
        public SharedFiles() => Assert.Equal(0, DevelopmentFilesCommand.Run(["dev-files", Directory], TextWriter.Null, TextWriter.Null));

        public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("sessioncluster-shared-").FullName;

        public string EdgeRing => Path.Combine(Directory, "edge-ring.json");

        public string SiloRing => Path.Combine(Directory, "silo-ring.json");

        public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
    }
}
