using System.Security.Cryptography;

namespace SessionCluster.Abstractions.Keys;

/// <summary>A key's id and a digest by which two rings are compared. A key has 256 random bits, so its digest gives nothing away.</summary>
/// <param name="Id">The id, 0 to 31.</param>
/// <param name="Digest">16 hexadecimal characters: the first 8 bytes of HMAC-SHA256 under the key over a fixed label.</param>
[GenerateSerializer, Immutable, Alias("sc.KeyDescription")]
public sealed record KeyDescription([property: Id(0)] byte Id, [property: Id(1)] string Digest)
{
    internal static string DigestOf(ReadOnlySpan<byte> key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, "sessioncluster key digest v1"u8)[..8]);
}
