using SessionCluster.Benchmarks.Load;

namespace SessionCluster.Benchmarks.Http;

/// <summary>One endpoint in one round.</summary>
/// <param name="Answers">What the callers saw.</param>
/// <param name="ServerMicroseconds">Processor time of the server's process for each request.</param>
internal sealed record HttpRound(PhaseResult Answers, double ServerMicroseconds);
