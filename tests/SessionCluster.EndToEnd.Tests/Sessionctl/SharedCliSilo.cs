using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>One silo for the tests that leave it as it was.</summary>
public sealed class SharedCliSilo : IAsyncLifetime
{
    private readonly SiloHome _silos = new();

    internal SiloHome Silos => _silos;

    internal SiloProcess Silo { get; private set; } = null!;

    internal CliHome Cli { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Silo = await _silos.StartAsync(CliClients.ToArguments());
        Cli = CliHome.Of(_silos, Silo);
    }

    public async ValueTask DisposeAsync()
    {
        Cli.Dispose();
        await _silos.DisposeAsync();
    }
}
