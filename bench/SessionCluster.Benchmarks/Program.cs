using SessionCluster.Benchmarks.Containment;
using SessionCluster.Benchmarks.Establishment;
using SessionCluster.Benchmarks.Http;
using SessionCluster.Benchmarks.Janitor;
using SessionCluster.Benchmarks.Memory;
using SessionCluster.Benchmarks.Possession;
using SessionCluster.Benchmarks.Replay;
using SessionCluster.Benchmarks.Sessions;
using SessionCluster.Benchmarks.Storage;
using SessionCluster.Benchmarks.Tokens;
using SessionCluster.Benchmarks.Validation;

// One verb, one runner; it gets the arguments after the verb.
var verbs = new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["containment-scale"] = ContainmentScale.RunAsync,
    ["decide"] = DecideReport.RunAsync,
    ["establish"] = EstablishLoad.RunAsync,
    ["http"] = HttpLoad.RunAsync,
    ["janitor"] = JanitorScale.RunAsync,
    ["memory"] = MemoryBenchmark.RunAsync,
    ["proof"] = ProofBenchmark.RunAsync,
    ["replay"] = ReplayBenchmark.RunAsync,
    ["serve"] = ServedSilo.RunAsync,
    ["storage"] = StorageComparison.RunAsync,
    ["token"] = TokenReport.RunAsync,
    ["validate"] = ValidationLoad.RunAsync,
};

if (args.Length > 0 && verbs.TryGetValue(args[0], out var run))
{
    return await run(args[1..]);
}

Console.Error.WriteLine($"usage: dotnet run -c Release --project bench/SessionCluster.Benchmarks -- <{string.Join(" | ", verbs.Keys.Order(StringComparer.Ordinal))}> [arguments]");
return 2;
