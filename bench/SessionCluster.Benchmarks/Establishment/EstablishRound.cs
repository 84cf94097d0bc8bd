using SessionCluster.Benchmarks.Load;

namespace SessionCluster.Benchmarks.Establishment;

/// <summary>One round.</summary>
/// <param name="Rows">Bare rows: the embedded store alone, asked by as many writers; no store of two rows a session can establish at more than half of that.</param>
/// <param name="Establish">Establishments.</param>
/// <param name="RowsPerEstablishment">Rows written for each.</param>
/// <param name="Revoke">Revocations of sessions that were established.</param>
/// <param name="RowsPerRevocation">Rows written for each.</param>
internal sealed record EstablishRound(PhaseResult Rows, PhaseResult Establish, double RowsPerEstablishment, PhaseResult Revoke, double RowsPerRevocation);
