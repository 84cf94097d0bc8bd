namespace SessionCluster.Abstractions.Possession;

/// <summary>What came along with a token to show that its holder has the session's key. Absent for a token that came alone.</summary>
[GenerateSerializer, Immutable, Alias("sc.PossessionEvidence")]
public sealed class PossessionEvidence
{
    /// <summary>The proof, verified by the edge; <see langword="null"/> when none was presented.</summary>
    [Id(0)]
    public VerifiedProof? Proof { get; init; }

    /// <summary>The same proof as it was received: a class that has proofs verified in the silo goes by this one.</summary>
    [Id(1)]
    public PresentedProof? Presented { get; init; }

    /// <summary>The client certificate of the connection; unset when there was none.</summary>
    [Id(2)]
    public KeyThumbprint Certificate { get; init; }
}
