using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Tokens;

/// <summary>
/// The keyed tag of a token: the first 8 bytes of HMAC-SHA256 over <c>head | length of env (1) | env | session id</c> under an edge key. It refuses forgeries before any grain call (A9).
/// It does not cover the secret: only the grain knows that.
/// </summary>
internal static class TokenTag
{
    /// <summary>Length in bytes: 8.</summary>
    public const int Size = 8;

    /// <summary>Computes a tag.</summary>
    /// <param name="key">The edge key, 32 bytes.</param>
    /// <param name="head">The token's first byte: it says which key, so it is covered.</param>
    /// <param name="environment">The environment; its length is covered so that no other split of the same bytes has the same tag.</param>
    /// <param name="id">The session id.</param>
    /// <param name="tag">Where to write the 8 bytes.</param>
    public static void Compute(ReadOnlySpan<byte> key, byte head, EnvironmentName environment, SessionId id, Span<byte> tag)
    {
        var name = environment.Value;
        Span<byte> message = stackalloc byte[2 + EnvironmentName.MaxLength + SessionId.Size];
        message[0] = head;
        message[1] = (byte)name.Length;
        for (var i = 0; i < name.Length; i++)
        {
            message[2 + i] = (byte)name[i];
        }

        id.CopyTo(message.Slice(2 + name.Length, SessionId.Size));
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        TagHash.Compute(key, head, message[..(2 + name.Length + SessionId.Size)], mac);
        mac[..Size].CopyTo(tag);
    }

    /// <summary>Compares a presented tag in fixed time.</summary>
    public static bool Matches(ReadOnlySpan<byte> presented, ReadOnlySpan<byte> key, byte head, EnvironmentName environment, SessionId id)
    {
        Span<byte> tag = stackalloc byte[Size];
        Compute(key, head, environment, id, tag);
        return CryptographicOperations.FixedTimeEquals(presented, tag);
    }
}
