using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace SessionCluster.Benchmarks.Reports;

/// <summary>A BenchmarkDotNet class, run in this process, and its table as Markdown. The code under test is pure, and building the silo again would tell nothing more.</summary>
internal static class BenchmarkTable
{
    /// <summary>Runs it and keeps the report.</summary>
    /// <param name="file">The report's name.</param>
    /// <param name="heading">What stands above the table.</param>
    /// <param name="args">BenchmarkDotNet's own arguments.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync<TBenchmark>(string file, string heading, string[] args)
    {
        var config = DefaultConfig.Instance
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(20))
            .HideColumns("Ratio", "RatioSD", "Alloc Ratio")
            .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
        var summary = BenchmarkRunner.Run<TBenchmark>(config, args);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
        {
            return 1;
        }

        var table = new AccumulationLogger();
        MarkdownExporter.GitHub.ExportToLog(summary, table);
        await ResultFile.WriteAsync(file, $"{heading}\n\n{table.GetLog().Trim().Replace("&#39;", string.Empty, StringComparison.Ordinal)}\n");
        return 0;
    }
}
