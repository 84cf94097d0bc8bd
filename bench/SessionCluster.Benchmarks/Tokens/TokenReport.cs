using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Tokens;

/// <summary><c>token</c>: <see cref="TokenBenchmark"/>.</summary>
internal static class TokenReport
{
    public static Task<int> RunAsync(string[] args) => BenchmarkTable.RunAsync<TokenBenchmark>(
        "token.md",
        """
        # A presented token: parse with tag check

        `dotnet run -c Release --project bench/SessionCluster.Benchmarks -- token`

        The aim is 3 us and at most 2 allocations. "Good" ends with the digest of the secret, which is all that leaves the edge. Most of the time is the HMAC of the tag and then the SHA-256
        of the secret, each a call of OpenSSL; base 62 and the checksum take little.
        """,
        args);
}
