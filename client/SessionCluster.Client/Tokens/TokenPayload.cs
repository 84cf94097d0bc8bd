using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Tokens;

/// <summary>The 57 bytes of a token: <c>version and key id (1) | session id (16) | secret (32) | tag (8)</c>. A view; it holds a secret and lives on the stack.</summary>
internal readonly ref struct TokenPayload(ReadOnlySpan<byte> bytes)
{
    /// <summary>Length in bytes: 57.</summary>
    public const int Size = Base62.PayloadSize;

    /// <summary>Length of the secret in bytes: 32 (N1).</summary>
    public const int SecretSize = 32;

    private const int IdAt = 1;
    private const int SecretAt = IdAt + SessionId.Size;
    private const int TagAt = SecretAt + SecretSize;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The high three bits of the first byte.</summary>
    public int Version => _bytes[0] >> 5;

    /// <summary>The low five bits of the first byte: the id of the edge key under which the tag is made.</summary>
    public byte KeyId => (byte)(_bytes[0] & 0x1F);

    /// <summary>The session's public name.</summary>
    public SessionId Id => SessionId.FromBytes(_bytes.Slice(IdAt, SessionId.Size));

    /// <summary>The secret.</summary>
    public ReadOnlySpan<byte> Secret => _bytes.Slice(SecretAt, SecretSize);

    /// <summary>The tag.</summary>
    public ReadOnlySpan<byte> Tag => _bytes.Slice(TagAt, TokenTag.Size);

    /// <summary>Lays the parts out.</summary>
    /// <param name="bytes">Where: 57 bytes.</param>
    /// <param name="keyId">The id of the edge key, 0 to 31.</param>
    /// <param name="id">The session id.</param>
    /// <param name="secret">32 bytes.</param>
    /// <param name="tag">8 bytes.</param>
    public static void Write(Span<byte> bytes, byte keyId, SessionId id, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> tag)
    {
        bytes[0] = TokenFormat.Head(keyId);
        id.CopyTo(bytes.Slice(IdAt, SessionId.Size));
        secret.CopyTo(bytes.Slice(SecretAt, SecretSize));
        tag.CopyTo(bytes.Slice(TagAt, TokenTag.Size));
    }
}
