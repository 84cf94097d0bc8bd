using System.Diagnostics;
using System.Text.Json.Nodes;

namespace SessionCluster.EndToEnd.Tests.Processes;

/// <summary>
/// A data directory and the silos that live on it, one after another or, where a test wants to see that refused, side by side. Everything it started is ended with it.
/// </summary>
internal sealed class SiloHome : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-e2e-").FullName;
    private readonly List<SiloProcess> _silos = [];

    /// <summary>Where the data lies.</summary>
    public string DataDirectory => Path.Combine(_directory, "data");

    /// <summary>An <c>appsettings.json</c> in the content root: a test writes it before it starts a silo.</summary>
    public string SettingsFile => Path.Combine(_directory, "appsettings.json");

    /// <summary>The faults of the store that can be switched here; only of silos started after <see cref="WithFaults"/>.</summary>
    public StoreFaultSwitches Faults { get; private set; } = null!;

    /// <summary>The host's environment: <c>Development</c> unless a test says otherwise.</summary>
    public string HostEnvironment { get; init; } = "Development";

    /// <summary>Id and secret of the development client, as its file has them.</summary>
    public (string Id, string Secret) DevelopmentClient
    {
        get
        {
            var file = JsonNode.Parse(File.ReadAllText(Path.Combine(DataDirectory, "dev-client.json")))!;
            return (file["client_id"]!.GetValue<string>(), file["client_secret"]!.GetValue<string>());
        }
    }

    /// <summary>The switch of <see cref="StartAsync"/> that makes <see cref="Faults"/> work.</summary>
    public string WithFaults()
    {
        Faults = new(Directory.CreateDirectory(Path.Combine(_directory, "faults")).FullName);
        return $"--test:faults={Faults.Directory}";
    }

    /// <summary>Starts a silo on free ports and waits until it is ready.</summary>
    public async Task<SiloProcess> StartAsync(params string[] arguments)
    {
        var silo = Launch(arguments);
        await silo.WaitUntilReadyAsync(TestContext.Current.CancellationToken);
        return silo;
    }

    /// <summary>Starts a silo that does not come up, and waits until it has ended.</summary>
    public async Task<(int ExitCode, SiloProcess Silo)> StartInVainAsync(params string[] arguments)
    {
        var silo = Launch(arguments);
        return (await silo.WaitForExitAsync(TestContext.Current.CancellationToken), silo);
    }

    /// <summary>Starts a silo and does not wait. Later arguments win over the defaults.</summary>
    public SiloProcess Launch(params string[] arguments) => LaunchProgram("SessionCluster.TestSilo", [.. Defaults, .. arguments]);

    /// <summary>Starts the product's own program and does not wait.</summary>
    public SiloProcess LaunchProduct(params string[] arguments) => LaunchProgram("SessionCluster.Silo", [.. Defaults, .. arguments]);

    /// <summary>Starts a program with a command line of its own.</summary>
    public SiloProcess LaunchProgram(string program, params string[] commandLine)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{program}.dll"));
        foreach (var argument in commandLine)
        {
            start.ArgumentList.Add(argument);
        }

        // What surrounds the test run must not configure the silo.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SessionCluster", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = HostEnvironment;
        start.Environment["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
        var silo = SiloProcess.Launch(start);
        _silos.Add(silo);
        return silo;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private string[] Defaults =>
    [
        $"--SessionCluster:DataDirectory={DataDirectory}",
        "--SessionCluster:Http:Urls=http://127.0.0.1:0",
        "--SessionCluster:Cluster:SiloPort=0",
        "--SessionCluster:Cluster:GatewayPort=0",
    ];
}
