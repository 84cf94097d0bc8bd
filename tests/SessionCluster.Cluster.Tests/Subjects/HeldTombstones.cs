using Orleans.Hosting;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>Holds the calls that end sessions one by one, so that a test sees what the cut-off alone does.</summary>
internal sealed class HeldTombstones : IIncomingGrainCallFilter
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first call waits here.</summary>
    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public void Configure(SessionTestOptions options)
    {
        options.MaxSessionsPerSubject = 2000;
        options.ConfigureSilo = silo => silo.AddIncomingGrainCallFilter(this);
    }

    public void Release() => _released.TrySetResult();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == typeof(ISessionLifecycleGrain) && context.MethodName == nameof(ISessionLifecycleGrain.End))
        {
            _reached.TrySetResult();
            await _released.Task;
        }

        await context.Invoke();
    }
}
