using System.Collections.Concurrent;
using Orleans.Runtime;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Notes calls of clients. Registered before the product's filter it sees what arrives, after it what is let through.</summary>
internal sealed class CallJournal : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<(string Interface, GrainId Target, GrainId Caller)> _calls = new();

    /// <summary>Interface, target and caller of each call.</summary>
    public IReadOnlyCollection<(string Interface, GrainId Target, GrainId Caller)> Calls => [.. _calls];

    /// <summary>How many different activations were called, each of which exists because of it.</summary>
    public int Activations => _calls.Select(call => call.Target).Distinct().Count();

    /// <summary>Waits until so many calls have come.</summary>
    public async Task UntilAsync(int calls)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_calls.Count < calls)
        {
            await Task.Delay(5, limit.Token);
        }
    }

    public void Clear() => _calls.Clear();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.SourceId is { } source && source.IsClient() && !source.Key.ToString()!.StartsWith("hosted-", StringComparison.Ordinal))
        {
            _calls.Enqueue((context.InterfaceMethod.DeclaringType!.FullName!, context.TargetId, source));
        }

        return context.Invoke();
    }
}
