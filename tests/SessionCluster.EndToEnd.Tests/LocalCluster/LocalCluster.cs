using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using SessionCluster.EndToEnd.Tests.Cluster;
using SessionCluster.Tests.Shared.Azurite;

namespace SessionCluster.EndToEnd.Tests.LocalCluster;

/// <summary><c>eng/local-cluster.sh</c> in a folder of its own, running the silo that these tests were built with. Whatever it started is stopped with it.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-local-").FullName;
    private readonly HttpClient _http = new();

    /// <summary>The folder.</summary>
    public string StateDirectory => _directory;

    /// <summary>Calls as the development client, through one silo.</summary>
    public async Task<SessionCalls> CallsAsync(int index)
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_directory, "shared", "dev-client.json")))!;
        var credentials = $"{file["client_id"]!.GetValue<string>()}:{file["client_secret"]!.GetValue<string>()}";
        _http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return new(_http, new((await StatusAsync())[index - 1]!["http_url"]!.GetValue<string>()));
    }

    /// <summary>What <c>status --json</c> says.</summary>
    public async Task<JsonArray> StatusAsync() => JsonNode.Parse(await RunAsync("status", "--json"))!.AsArray();

    /// <summary>The states by it.</summary>
    public async Task<string> StatesAsync() => string.Join(' ', (await StatusAsync()).Select(silo => silo!["state"]!.GetValue<string>()));

    /// <summary>Runs a verb that succeeds, and returns what it printed.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await TryRunAsync(arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with {exitCode}.\n{output}\n{error}");
    }

    /// <summary>Runs a verb.</summary>
    public async Task<(int ExitCode, string Output, string Error)> TryRunAsync(params string[] arguments)
    {
        var script = Path.Combine(Path.GetDirectoryName(await AzuriteInstallation.EnsureAsync())!, "../../eng/local-cluster.sh");
        var start = new ProcessStartInfo(script, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LOCAL_CLUSTER_DIR"] = _directory;
        start.Environment["LOCAL_CLUSTER_SILO"] = Path.Combine(AppContext.BaseDirectory, "SessionCluster.Silo.dll");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The script did not start.");
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        _http.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
