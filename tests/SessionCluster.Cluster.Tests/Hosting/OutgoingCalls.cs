using System.Collections.Concurrent;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Notes what a process asks of grains of this product, where it asks.</summary>
internal sealed class OutgoingCalls : IOutgoingGrainCallFilter
{
    private readonly ConcurrentQueue<string> _calls = new();

    /// <summary>Interface and method of each call.</summary>
    public IReadOnlyCollection<string> Calls => [.. _calls];

    public void Clear() => _calls.Clear();

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType is { Namespace: { } name } type && name.StartsWith("SessionCluster.", StringComparison.Ordinal))
        {
            _calls.Enqueue($"{type.Name}.{context.InterfaceMethod.Name}");
        }

        return context.Invoke();
    }
}
