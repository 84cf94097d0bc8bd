using SessionCluster.Benchmarks.Load;

namespace SessionCluster.Benchmarks.Validation;

/// <summary>One round.</summary>
/// <param name="Bearer">Tokens that come alone.</param>
/// <param name="DPoP">Tokens that come with a proof each, made before the phase began.</param>
/// <param name="Silo">The same, of a class whose proofs the silo verifies again.</param>
internal sealed record ValidationRound(PhaseResult Bearer, PhaseResult DPoP, PhaseResult Silo);
