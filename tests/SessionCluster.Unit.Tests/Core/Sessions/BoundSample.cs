using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Replay;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>A session that is bound to a key, and a presentation that is accepted.</summary>
internal static class BoundSample
{
    public static SessionState State(ConfirmationMethod method = ConfirmationMethod.Jkt) => Sample.State() with
    {
        Facts = Sample.Facts() with { Confirmation = new(method, SampleProof.Key) },
        Possession = SampleProof.Terms,
    };

    public static ProofMemory Warm() => ProofMemory.Warm(ReplayWindowTests.Plenty());

    public static SessionUsage Usage(ProofMemory? proofs = null) => Sample.Usage() with { Proofs = proofs ?? Warm() };

    /// <summary>What a copy of the current token without its key hears; the holder is told to rotate.</summary>
    public static SessionDecision Stolen(SessionRefusal refusal) => SessionDecision.Refuse(refusal) with { Taints = true };

    public static SessionPresentation Presentation(VerifiedProof? proof) => Sample.Presentation() with { Scheme = TokenScheme.DPoP, Proof = proof };

    public static SessionPresentation Presentation(string id = "1", string? nonce = null, DateTimeOffset? issuedAt = null) => Presentation(SampleProof.Of(id, issuedAt ?? Sample.Start, nonce));
}
