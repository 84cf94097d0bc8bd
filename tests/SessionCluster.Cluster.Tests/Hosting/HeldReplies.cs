using SessionCluster.Abstractions.Grains;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Holds back the replies of validations, after they were decided: what a client sees of a silo that dies after it has answered.</summary>
internal sealed class HeldReplies : IIncomingGrainCallFilter, IDisposable
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _toHold;

    /// <summary>How many validations came.</summary>
    public int Arrived { get; private set; }

    /// <summary>Ends when the next reply is held back.</summary>
    public Task Held => _held.Task;

    public void HoldNext(int count = 1)
    {
        _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _toHold = count;
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.InterfaceMethod.DeclaringType != typeof(ISessionGrain) || context.InterfaceMethod.Name != nameof(ISessionGrain.Validate))
        {
            return;
        }

        Arrived++;
        if (Interlocked.Decrement(ref _toHold) >= 0)
        {
            _held.TrySetResult();
            await _released.Task;
        }
    }

    public void Dispose() => _released.TrySetResult();
}
