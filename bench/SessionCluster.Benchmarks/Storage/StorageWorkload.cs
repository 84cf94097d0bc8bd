using System.Collections.Concurrent;
using System.Security.Cryptography;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using SessionCluster.Benchmarks.Load;

namespace SessionCluster.Benchmarks.Storage;

/// <summary>
/// The phases that are measured. A writer establishes and uses: it inserts a row under a new random id, then replaces it, over and over, as a session does that is
/// established and later ended.
/// </summary>
internal sealed class StorageWorkload(IGrainStorage storage)
{
    private readonly ConcurrentQueue<GrainId> _written = new();

    /// <summary>Writes per second of so many callers, each waiting for its answer; and the latency of each write.</summary>
    public Task<PhaseResult> WriteAsync(int callers, TimeSpan duration)
    {
        var inserted = new (GrainId Id, GrainState<BenchState> Row)?[callers];
        return Callers.RunAsync(callers, duration, async caller =>
        {
            if (inserted[caller] is { } written)
            {
                written.Row.State!.Generation++;
                await storage.WriteStateAsync("state", written.Id, written.Row);
                inserted[caller] = null;
                _written.Enqueue(written.Id);
            }
            else
            {
                var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
                var (id, row) = (GrainId.Create("session", key), new GrainState<BenchState>(BenchState.For(key)));
                await storage.WriteStateAsync("state", id, row);
                inserted[caller] = (id, row);
            }

            return true;
        });
    }

    /// <summary>Reads per second of rows that are there.</summary>
    public Task<PhaseResult> ReadAsync(int callers, TimeSpan duration)
    {
        GrainId[] written = [.. _written];
        return Callers.RunAsync(callers, duration, async _ =>
        {
            var id = written[RandomNumberGenerator.GetInt32(written.Length)];
            var row = new GrainState<BenchState>();
            await storage.ReadStateAsync("state", id, row);
            return row.RecordExists ? true : throw new InvalidOperationException($"{id} was acknowledged and is not there.");
        });
    }
}
