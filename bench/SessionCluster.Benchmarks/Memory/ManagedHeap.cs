namespace SessionCluster.Benchmarks.Memory;

/// <summary>What the managed heap holds once nobody needs the rest.</summary>
internal static class ManagedHeap
{
    private const int Together = 500;

    /// <summary>Bytes that remain for each, after so many were made.</summary>
    public static async Task<double> BytesForEachAsync(int count, Func<int, Task> make)
    {
        var before = Collected();
        for (var start = 0; start < count; start += Together)
        {
            await Task.WhenAll(Enumerable.Range(start, Math.Min(Together, count - start)).Select(make));
        }

        return (Collected() - before) / (double)count;
    }

    private static long Collected()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
