using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Persistence;

/// <summary>What every <see cref="GrainRow{TState}"/> of a silo shares.</summary>
internal sealed partial class RowStore(
    [FromKeyedServices(SessionStorage.ProviderName)] IGrainStorage storage,
    ISiloFence fence,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock,
    SessionInstruments instruments,
    ILogger<RowStore> logger)
{
    /// <summary>How long one read or write may take: far below the runtime's limit for a request (P-W4).</summary>
    public static readonly TimeSpan OperationTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Tries of one write, the first included.</summary>
    public const int MaxTries = 3;

    public ISiloFence Fence => fence;

    public async Task ReadAsync<TState>(GrainId id, GrainState<TState> row)
    {
        using var deadline = new CancellationTokenSource(OperationTimeout, clock);
        try
        {
            await storage.ReadStateAsync(SessionStorage.StateName, id, row, deadline.Token).WaitAsync(OperationTimeout, clock);
        }
        catch (AggregateException exception) when (exception.GetBaseException() is UntrustedRowException untrusted)
        {
            // Orleans' Azure provider wraps what its serializer throws.
            throw new UntrustedRowException(untrusted.Message, exception);
        }

        instruments.RowRead(id.Type);
    }

    public async Task WriteAsync<TState>(GrainId id, GrainState<TState> row)
    {
        using var deadline = new CancellationTokenSource(OperationTimeout, clock);
        await storage.WriteStateAsync(SessionStorage.StateName, id, row, deadline.Token).WaitAsync(OperationTimeout, clock);
        instruments.RowWritten(id.Type);
    }

    public async Task ClearAsync<TState>(GrainId id, GrainState<TState> row)
    {
        using var deadline = new CancellationTokenSource(OperationTimeout, clock);
        await storage.ClearStateAsync(SessionStorage.StateName, id, row, deadline.Token).WaitAsync(OperationTimeout, clock);
        instruments.RowWritten(id.Type);
    }

    public void ReadFailed(GrainId id, Exception exception)
    {
        instruments.RowFailed(id.Type, "read");
        if (exception is UntrustedRowException)
        {
            LogUntrusted(id, exception.Message);
        }
        else
        {
            LogReadFailed(id, exception.Message);
        }
    }

    public void WriteFailed(GrainId id, Exception exception)
    {
        instruments.RowFailed(id.Type, "write");
        LogWriteFailed(id, exception.Message);
    }
}
