using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Core.Rotation;

namespace SessionCluster.Grains.Keys;

/// <summary>
/// HKDF-SHA256 (RFC 5869): keying material is the rotation key and the presented digest, salt the stored one, info a label, session id, generation and rotation id. Whoever has the storage and the silo ring still lacks
/// the digest, which only the token's holder can show; whoever has the token lacks the rotation key.
/// </summary>
internal sealed class Successors(SiloRing ring) : ISuccessors
{
    private const int SaltSize = 16;
    private const int RotationKeySize = 32;

    // One key for one purpose: the silo key itself seals rows.
    private static ReadOnlySpan<byte> KeyLabel => "sessioncluster rotation key v1"u8;

    private static ReadOnlySpan<byte> Label => "sessioncluster rotation v1"u8;

    public uint KeyIds => ring.Current.IdMask;

    public Derivation Draw(RotationId rotationId)
    {
        var salt = new byte[SaltSize];
        RandomNumberGenerator.Fill(salt);
        return new(ring.Current.CurrentId, ImmutableCollectionsMarshal.AsImmutableArray(salt), RotationRules.NameOf(rotationId));
    }

    public SessionSecret? Derive(Derivation derivation, SecretDigest presented, SessionId id, int generation, RotationId rotationId)
    {
        if (!ring.Current.TryGetKey(derivation.SiloKeyId, out var siloKey))
        {
            return null;
        }

        Span<byte> material = stackalloc byte[RotationKeySize + SecretDigest.Size];
        Span<byte> info = stackalloc byte[Label.Length + SessionId.Size + sizeof(int) + RotationId.Size];
        Span<byte> secret = stackalloc byte[SessionSecret.Size];
        try
        {
            HMACSHA256.HashData(siloKey, KeyLabel, material);
            presented.CopyTo(material[RotationKeySize..]);
            WriteInfo(info, id, generation, rotationId);
            HKDF.DeriveKey(HashAlgorithmName.SHA256, material, secret, derivation.Salt.AsSpan(), info);
            return SessionSecret.FromBytes(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static void WriteInfo(Span<byte> info, SessionId id, int generation, RotationId rotationId)
    {
        Label.CopyTo(info);
        info = info[Label.Length..];
        id.CopyTo(info);
        BinaryPrimitives.WriteInt32BigEndian(info[SessionId.Size..], generation);
        rotationId.CopyTo(info[(SessionId.Size + sizeof(int))..]);
    }
}
