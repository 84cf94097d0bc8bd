using System.Collections.Concurrent;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.EndToEnd.Tests.Gateway;

namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>API services that validate, without pause, while silos come and go: what they were answered, each answer with the client's one retry in it.</summary>
internal sealed class ClusterLoad : IAsyncDisposable
{
    private const int Sessions = 40;
    private const int Workers = 4;

    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ISessionClient _client;
    private Task _work = Task.CompletedTask;

    private ClusterLoad(ISessionClient client) => _client = client;

    /// <summary>Answers by word, with their number.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <summary>The sessions that are asked about, all live.</summary>
    public IReadOnlyList<EstablishResult.Established> Held { get; private set; } = [];

    /// <summary>Establishes sessions and begins.</summary>
    public static async Task<ClusterLoad> StartAsync(ISessionClient client)
    {
        var load = new ClusterLoad(client);
        var held = new List<EstablishResult.Established>();
        for (var number = 0; number < Sessions; number++)
        {
            held.Add(await client.EstablishAsync($"load-{number}"));
        }

        load.Held = held;
        load._work = Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => load.WorkAsync(worker)));
        return load;
    }

    /// <summary>Waits until so many validations more have been answered: progress of the load, not of the clock.</summary>
    public async Task GoOnAsync(int validations)
    {
        var until = _answers.Values.Sum() + validations;
        await Processes.Poll.UntilAsync(true, SiloEdge.Patience, () => Task.FromResult(_answers.Values.Sum() >= until || _work.IsCompleted));
    }

    /// <summary>Ends the load.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _work;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task WorkAsync(int worker)
    {
        for (var number = worker; !_stopping.IsCancellationRequested; number += Workers)
        {
            var word = await _client.ValidateAsync(Held[number % Held.Count]);
            _answers.AddOrUpdate(word, 1, static (_, count) => count + 1);
        }
    }
}
