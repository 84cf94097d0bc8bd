using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Tokens;

/// <summary>What the edge learns from a presented token: whom to ask, and what to show there. The secret itself stays behind.</summary>
/// <param name="Id">The session's public name.</param>
/// <param name="KeyId">The edge key under which its tag is made.</param>
/// <param name="SecretDigest">The digest of the presented secret.</param>
internal readonly record struct PresentedToken(SessionId Id, byte KeyId, SecretDigest SecretDigest)
{
    /// <summary>The session's public name only.</summary>
    public override string ToString() => Id.ToString();
}
