using System.Diagnostics;

namespace SessionCluster.Benchmarks.Storage;

/// <summary>What the disk itself takes to keep 4 KiB: no store can answer a single writer faster.</summary>
internal static class FsyncProbe
{
    public static double MedianMilliseconds(string directory)
    {
        using var handle = File.OpenHandle(Path.Combine(directory, "probe"), FileMode.Create, FileAccess.Write);
        var block = new byte[4096];
        var times = new List<double>();
        for (var i = 0; i < 500; i++)
        {
            RandomAccess.Write(handle, block, i * block.Length);
            var start = Stopwatch.GetTimestamp();
            RandomAccess.FlushToDisk(handle);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
