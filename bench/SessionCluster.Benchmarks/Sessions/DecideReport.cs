using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Sessions;

/// <summary><c>decide</c>: <see cref="DecideBenchmark"/>.</summary>
internal static class DecideReport
{
    public static Task<int> RunAsync(string[] args) => BenchmarkTable.RunAsync<DecideBenchmark>(
        "decide.md",
        """
        # A decision: `SessionRules.Decide`

        `dotnet run -c Release --project bench/SessionCluster.Benchmarks -- decide`

        The aim is 500 ns and no allocation. Most of the time is the SHA-256 of the presented digest, and of that nearly all is OpenSSL's set-up of the call:
        a hash of 64 blocks more, below, shows what a block costs. What is compared in fixed time is 32 bytes; the containment set holds 1,000 subjects.
        """,
        args);
}
