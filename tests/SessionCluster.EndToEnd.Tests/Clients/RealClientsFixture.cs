using SessionCluster.EndToEnd.Tests.Api;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Clients;

/// <summary>A silo and a protected API, as processes of their own, for clients in other languages.</summary>
public sealed class RealClientsFixture : IAsyncLifetime
{
    private readonly SiloHome _home = new();
    private SiloProcess _silo = null!;
    private ApiProcess _api = null!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _silo = await _home.StartAsync();
        _api = await ApiProcess.StartAsync(_home, _silo);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _home.DisposeAsync();

    /// <summary>Runs a program of <c>tests/clients</c>.</summary>
    /// <returns>The ids of the standards' lines that held, in order.</returns>
    /// <exception cref="InvalidOperationException">One did not; the message has what the program printed.</exception>
    public async Task<string[]> RunAsync(string program)
    {
        var (id, secret) = _home.DevelopmentClient;
        var output = await NodeProgram.RunClientAsync(program, ("SERVICE", TextOf(_silo.Address)), ("API", TextOf(_api.Address)), ("CLIENT_ID", id), ("CLIENT_SECRET", secret));
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
    }

    private static string TextOf(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
