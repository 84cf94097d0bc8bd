namespace SessionCluster.Abstractions.Possession;

/// <summary>Verifies a DPoP proof as far as no state is needed. The client library has the one implementation; silos ask it for classes whose proofs they verify themselves.</summary>
public interface IProofVerifier
{
    /// <summary>Verifies a proof.</summary>
    /// <param name="presented">The proof and the request that it must be for, whatever they are.</param>
    /// <param name="problem">Which check failed; <see cref="ProofProblem.None"/> when none did.</param>
    /// <returns>What it says, or <see langword="null"/> when a check failed. Never an exception, whatever was presented.</returns>
    VerifiedProof? Verify(PresentedProof presented, out ProofProblem problem);
}
