namespace SessionCluster.Core.Replay;

/// <summary>What an activation's memory says about a proof of the right key.</summary>
public enum ProofStanding
{
    /// <summary>New and near enough: it may be accepted, and must then be recorded.</summary>
    Fresh = 0,

    /// <summary>It was accepted before.</summary>
    Replayed = 1,

    /// <summary>It must carry a live nonce, and carries none, or one that is not live.</summary>
    NonceRequired = 2,

    /// <summary>Its <c>iat</c> is too far from the clock.</summary>
    Stale = 3,

    /// <summary>There is no room to remember it.</summary>
    Full = 4,
}
