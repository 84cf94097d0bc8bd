namespace SessionCluster.Core.Possession;

/// <summary>Who verifies a proof (<c>verify_proof</c>). Numbers are stable.</summary>
[GenerateSerializer, Alias("sc.ProofVerification")]
public enum ProofVerification
{
    /// <summary>The edge; the grain believes it.</summary>
    Edge = 1,

    /// <summary>The silo, so that an API service cannot assert it.</summary>
    Silo = 2,
}
