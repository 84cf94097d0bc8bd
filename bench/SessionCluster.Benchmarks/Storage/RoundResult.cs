using SessionCluster.Benchmarks.Load;
namespace SessionCluster.Benchmarks.Storage;

/// <summary>One contender in one round.</summary>
internal sealed record RoundResult(string Durability, PhaseResult Writes, PhaseResult SingleWriter, PhaseResult Reads, double? RowsPerCommit);
