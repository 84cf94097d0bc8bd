using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Core.Admission;

/// <summary>A line of a subject's index. It stands there before the session's row does: a session that no index knows can't exist (P-S1).</summary>
/// <param name="Id">The session.</param>
/// <param name="Class">Its class.</param>
/// <param name="AdmissionEpoch">The epoch at which it was admitted.</param>
[GenerateSerializer, Immutable, Alias("sc.ListedSession")]
public sealed record ListedSession([property: Id(0)] SessionId Id, [property: Id(1)] SessionClassName Class, [property: Id(2)] long AdmissionEpoch)
{
    /// <summary>Stands for its key, so that a key of two sessions is noticed (H4): the first 8 bytes of a hash of the thumbprint. 0 for a bearer session.</summary>
    [Id(3)]
    public ulong KeyHash { get; init; }

    /// <summary>What stands for a key.</summary>
    public static ulong HashOf(BoundKey? key) => key is null ? 0 : Digest128.Of(key.Confirmation.Thumbprint.ToString()).High;
}
