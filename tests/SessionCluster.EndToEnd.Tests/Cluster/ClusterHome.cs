using SessionCluster.EndToEnd.Tests.Processes;
using SessionCluster.Tests.Shared.Azurite;

namespace SessionCluster.EndToEnd.Tests.Cluster;

/// <summary>
/// A cluster of its own: an emulated store, what the silos share, and silos as processes on free ports. Everything it started is ended with it, by its own process id.
/// </summary>
internal sealed class ClusterHome : IAsyncDisposable
{
    // One for all silos, wherever each of them listens: holders make their proofs for it.
    private const string PublicUrl = "--SessionCluster:Http:PublicUrl=http://127.0.0.1:5080";

    private readonly SiloHome _home = new();
    private readonly List<ClusterSilo> _silos = [];

    private ClusterHome(AzuriteProcess azurite)
    {
        Azurite = azurite;
        Files = ClusterFiles.Write(_home.SettingsFile, azurite.ConnectionString);
    }

    /// <summary>The store; a test may stop and restart it.</summary>
    public AzuriteProcess Azurite { get; }

    /// <summary>Rings and client.</summary>
    public ClusterFiles Files { get; }

    /// <summary>Every silo that was started, in that order, whatever has become of it.</summary>
    public IReadOnlyList<ClusterSilo> Silos => _silos;

    /// <summary>Starts a store and so many silos on it, and waits until they are ready.</summary>
    /// <param name="silos">How many.</param>
    /// <param name="arguments">Settings and test switches of each.</param>
    public static async Task<ClusterHome> StartAsync(int silos, params string[] arguments)
    {
        var home = new ClusterHome(await AzuriteProcess.StartAsync());
        try
        {
            await home.AddSilosAsync(silos, arguments);
            return home;
        }
        catch
        {
            await home.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts silos side by side and waits until they are ready.</summary>
    public async Task<IReadOnlyList<ClusterSilo>> AddSilosAsync(int count, params string[] arguments)
    {
        ClusterSilo[] added = [.. Enumerable.Range(0, count).Select(_ => Launch(arguments))];
        await Task.WhenAll(added.Select(silo => silo.Process.WaitUntilReadyAsync(TestContext.Current.CancellationToken)));
        return added;
    }

    /// <summary>Starts one silo more and waits until it is ready.</summary>
    public async Task<ClusterSilo> AddSiloAsync(params string[] arguments) => (await AddSilosAsync(1, arguments))[0];

    /// <summary>Starts a silo and does not wait.</summary>
    public ClusterSilo Launch(params string[] arguments)
    {
        var silo = new ClusterSilo(_home.Launch([PublicUrl, .. arguments]), ClusterFiles.ClientId, Files.ClientSecret);
        _silos.Add(silo);
        return silo;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            silo.Dispose();
        }

        await _home.DisposeAsync();
        await Azurite.DisposeAsync();
    }
}
