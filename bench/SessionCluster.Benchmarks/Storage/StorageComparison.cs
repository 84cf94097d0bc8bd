using System.Globalization;
using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Storage;

/// <summary>
/// <c>storage [rounds] [seconds]</c>: the embedded store against Orleans' ADO.NET provider on SQLite. Rounds are interleaved and begin with an empty file each, and
/// the order changes from round to round, so that a noisy neighbour on the machine meets both.
/// </summary>
internal static class StorageComparison
{
    private const int CallerCount = 64;

    private static readonly (string Name, Func<string, Task<IStorageContender>> Create)[] s_contenders =
    [
        ("embedded store", EmbeddedContender.CreateAsync),
        ("ADO.NET on SQLite", AdoNetContender.CreateAsync),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var duration = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 3);
        var results = s_contenders.ToDictionary(contender => contender.Name, _ => new List<RoundResult>());
        var probes = new List<double>();
        await RoundAsync(TimeSpan.FromSeconds(1), reverse: false, (_, _) => { }, probes);
        for (var round = 0; round < rounds; round++)
        {
            await RoundAsync(duration, reverse: round % 2 == 1, (name, result) => results[name].Add(result), probes);
            Console.WriteLine($"round {round + 1} of {rounds}: " + string.Join(", ", results.Select(entry => $"{entry.Key} {entry.Value[^1].Writes.PerSecond:N0} writes/s")));
        }

        var report = StorageReport.Markdown(results, probes, CallerCount, duration);
        await ResultFile.WriteAsync("storage.md", report);
        return 0;
    }

    private static async Task RoundAsync(TimeSpan duration, bool reverse, Action<string, RoundResult> take, List<double> probes)
    {
        foreach (var (name, create) in reverse ? s_contenders.Reverse() : s_contenders)
        {
            var directory = Directory.CreateTempSubdirectory("storage-bench-");
            try
            {
                probes.Add(FsyncProbe.MedianMilliseconds(directory.FullName));
                await using var contender = await create(directory.FullName);
                var workload = new StorageWorkload(contender.Storage);
                var writes = await workload.WriteAsync(CallerCount, duration);
                double? rowsPerCommit = contender.Commits is { } commits ? (double)writes.Operations / commits : null;
                var single = await workload.WriteAsync(1, duration);
                var reads = await workload.ReadAsync(CallerCount, duration);
                take(name, new(contender.Durability, writes, single, reads, rowsPerCommit));
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        }
    }
}
