using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Tokens;

/// <summary>
/// The text of a session token: <c>sct_&lt;env&gt;_&lt;payload: 77&gt;&lt;checksum: 6&gt;</c>. Prefix, underscores and an offline checksum make a leaked token easy to find (K1);
/// one big integer in base 62 makes it one word to select. No heap: a flood of forgeries leaves nothing to collect.
/// </summary>
internal static class TokenFormat
{
    /// <summary>Every token begins so.</summary>
    public const string Prefix = "sct_";

    /// <summary>Characters after the second underscore: 83.</summary>
    public const int BodyLength = Base62.PayloadDigits + Base62.ChecksumDigits;

    /// <summary>Length of the shortest token: 89.</summary>
    public const int MinLength = 4 + 1 + 1 + BodyLength;

    /// <summary>Length of the longest token: 100.</summary>
    public const int MaxLength = MinLength - 1 + EnvironmentName.MaxLength;

    private const int Version = 1;

    /// <summary>The first byte of a payload: version and key id.</summary>
    public static byte Head(byte keyId) => keyId <= KeyRing.MaxKeyId ? (byte)((Version << 5) | keyId) : throw new ArgumentOutOfRangeException(nameof(keyId), keyId, "A key id is at most 31.");

    /// <summary>Writes a token.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="keyId">The id of the edge key, 0 to 31.</param>
    /// <param name="id">The session id.</param>
    /// <param name="secret">32 bytes.</param>
    /// <param name="tag">8 bytes.</param>
    public static string Format(EnvironmentName environment, byte keyId, SessionId id, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> tag)
    {
        Span<byte> payload = stackalloc byte[TokenPayload.Size];
        Span<char> text = stackalloc char[MaxLength];
        var name = environment.Value;
        var length = MinLength - 1 + name.Length;
        TokenPayload.Write(payload, keyId, id, secret, tag);
        Prefix.CopyTo(text);
        name.CopyTo(text[Prefix.Length..]);
        text[length - BodyLength - 1] = '_';
        Base62.Encode(payload, text.Slice(length - BodyLength, Base62.PayloadDigits));
        Base62.Encode(TokenChecksum.Of(text[..(length - Base62.ChecksumDigits)]), text.Slice(length - Base62.ChecksumDigits, Base62.ChecksumDigits));
        var token = new string(text[..length]);
        CryptographicOperations.ZeroMemory(payload);
        text.Clear();
        return token;
    }

    /// <summary>Writes the token of a session, with its tag.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="ring">The edge ring that holds the key.</param>
    /// <param name="keyId">The id of the edge key.</param>
    /// <param name="id">The session id.</param>
    /// <param name="secret">32 bytes.</param>
    /// <exception cref="ArgumentException">The key is not in the ring.</exception>
    public static string Format(EnvironmentName environment, KeyRing ring, byte keyId, SessionId id, ReadOnlySpan<byte> secret)
    {
        if (!ring.TryGetKey(keyId, out var key))
        {
            throw new ArgumentException($"Edge key {keyId} is not in the ring.", nameof(keyId));
        }

        Span<byte> tag = stackalloc byte[TokenTag.Size];
        TokenTag.Compute(key, Head(keyId), environment, id, tag);
        return Format(environment, keyId, id, secret, tag);
    }

    /// <summary>Reads whatever was presented as a token: shape, alphabet, checksum and version, and no key.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="payload">Where to write the 57 bytes. They hold a secret: clear them after use.</param>
    /// <param name="environment">The environment it names, which need not be ours.</param>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> payload, out ReadOnlySpan<char> environment)
    {
        environment = default;
        if (text.Length is < MinLength or > MaxLength || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[^(BodyLength + 1)] != '_')
        {
            return false;
        }

        environment = text[Prefix.Length..^(BodyLength + 1)];
        return EnvironmentName.IsWellFormed(environment)
            && Base62.TryDecode(text[^BodyLength..^Base62.ChecksumDigits], payload)
            && Base62.TryDecode(text[^Base62.ChecksumDigits..], out var checksum)
            && checksum == TokenChecksum.Of(text[..^Base62.ChecksumDigits])
            && new TokenPayload(payload).Version == Version;
    }

    /// <summary>Reads a token and checks that it is whole and ours. The order of the refusals is part of the contract.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="environment">Our environment.</param>
    /// <param name="ring">The edge ring.</param>
    /// <param name="token">What it says, when the answer is <see cref="SessionRefusal.None"/>.</param>
    /// <returns><see cref="SessionRefusal.None"/>, <see cref="SessionRefusal.Malformed"/>, <see cref="SessionRefusal.ForeignEnvironment"/> or <see cref="SessionRefusal.Forged"/>.</returns>
    public static SessionRefusal Parse(ReadOnlySpan<char> text, EnvironmentName environment, KeyRing ring, out PresentedToken token)
    {
        Span<byte> bytes = stackalloc byte[TokenPayload.Size];
        var refusal = Parse(text, environment, ring, bytes, out token);
        CryptographicOperations.ZeroMemory(bytes);
        return refusal;
    }

    private static SessionRefusal Parse(ReadOnlySpan<char> text, EnvironmentName environment, KeyRing ring, Span<byte> bytes, out PresentedToken token)
    {
        token = default;
        if (!TryDecode(text, bytes, out var named))
        {
            return SessionRefusal.Malformed;
        }

        if (!named.Equals(environment.Value, StringComparison.Ordinal))
        {
            return SessionRefusal.ForeignEnvironment;
        }

        var payload = new TokenPayload(bytes);
        var id = payload.Id;
        if (!ring.TryGetKey(payload.KeyId, out var key) || !TokenTag.Matches(payload.Tag, key, bytes[0], environment, id))
        {
            return SessionRefusal.Forged;
        }

        token = new(id, payload.KeyId, SecretDigest.Of(payload.Secret));
        return SessionRefusal.None;
    }
}
