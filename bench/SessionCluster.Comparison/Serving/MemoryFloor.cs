using SessionCluster.Benchmarks.Hosting;
using SessionCluster.Benchmarks.Memory;

namespace SessionCluster.Comparison.Serving;

/// <summary>Managed bytes of an active session and of an empty grain with persistent state, one after the other in the same process.</summary>
/// <param name="Floor">Of the empty grain.</param>
/// <param name="Session">Of a session that was established and used.</param>
internal sealed record MemoryFloor(double Floor, double Session)
{
    private const int SessionsPerSubject = 5;

    private static int _rounds;

    public static async Task<MemoryFloor> MeasureAsync(BenchSilo silo, int count)
    {
        var round = Interlocked.Increment(ref _rounds);
        await BenchSession.UseAsync(silo.Client, (await BenchSession.EstablishAsync(silo.Client, $"warm-up-{round}")).Token.Reveal());
        await silo.Grains.GetGrain<IFloorGrain>($"warm-up-{round}").Touch();
        var floor = await ManagedHeap.BytesForEachAsync(count, index => silo.Grains.GetGrain<IFloorGrain>($"floor-{round}-{index}").Touch());
        var session = await ManagedHeap.BytesForEachAsync(count, async index =>
            await BenchSession.UseAsync(silo.Client, (await BenchSession.EstablishAsync(silo.Client, $"memory-{round}-{index / SessionsPerSubject}")).Token.Reveal()));
        return new(floor, session);
    }
}
