using System.Security.Cryptography;
using System.Text.Json;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession.Proofs;

namespace SessionCluster.Client.Possession.Keys;

/// <summary>The members of a JWK that make a public key (RFC 7517; RFC 7518 section 6; RFC 8037 section 2), as they were written.</summary>
internal ref struct PublicJwk
{
    /// <summary>Length of a P-256 coordinate: 32 bytes, always (RFC 7518 section 6.2.1.2).</summary>
    public const int CoordinateSize = 32;

    /// <summary>Shortest RSA modulus: 2,048 bits (RFC 7518 section 3.3).</summary>
    public const int MinModulusSize = 2048 / 8;

    /// <summary>Longest RSA modulus: 4,096 bits. Verifying takes the longer the longer it is.</summary>
    public const int MaxModulusSize = 4096 / 8;

    private const int MaxExponentSize = 4;

    private ReadOnlySpan<byte> _type;
    private ReadOnlySpan<byte> _curve;
    private ReadOnlySpan<byte> _x;
    private ReadOnlySpan<byte> _y;
    private ReadOnlySpan<byte> _modulus;
    private ReadOnlySpan<byte> _exponent;
    private bool _hasPrivate;

    /// <summary>True for an elliptic-curve key.</summary>
    public readonly bool IsCurve => Is(_type, "EC"u8);

    /// <summary>Reads the object after the name that the reader stands at, or at its start.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidOperationException">It has an escaped half of a surrogate pair.</exception>
    public bool TryRead(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref JsonTexts texts)
    {
        var names = new MemberNames(json, stackalloc (int, int)[MemberNames.Most]);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.TryNote(in reader) || !TryReadMember(ref reader, ref texts))
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>Whether it is a public key that we take for this algorithm. The point is looked at when it is imported.</summary>
    public readonly ProofProblem Check(ProofAlgorithm algorithm)
    {
        if (_hasPrivate)
        {
            return ProofProblem.PrivateKey;
        }

        return IsCurve ? algorithm == ProofAlgorithm.ES256 ? CheckCurve() : ProofProblem.Algorithm
            : Is(_type, "RSA"u8) ? algorithm is ProofAlgorithm.PS256 or ProofAlgorithm.RS256 ? CheckModulus() : ProofProblem.Algorithm
            : _type.IsEmpty ? ProofProblem.MissingMember : ProofProblem.Algorithm;
    }

    /// <summary>The thumbprint (RFC 7638 section 3), of keys that we do not take, too; false when a member that it covers is missing or not base64url.</summary>
    public readonly bool TryThumbprint(out KeyThumbprint thumbprint)
    {
        thumbprint = default;
        Span<byte> canonical = stackalloc byte[CanonicalJwk.MaxLength];
        var writer = new CanonicalJwk(canonical);
        if (Is(_type, "RSA"u8))
        {
            writer.Add("{\"e\":\""u8, _exponent);
            writer.Add("\",\"kty\":\""u8, _type);
            writer.Add("\",\"n\":\""u8, _modulus);
        }
        else if (IsCurve || Is(_type, "OKP"u8))
        {
            writer.Add("{\"crv\":\""u8, _curve);
            writer.Add("\",\"kty\":\""u8, _type);
            writer.Add("\",\"x\":\""u8, _x);
            if (IsCurve)
            {
                writer.Add("\",\"y\":\""u8, _y);
            }
        }

        return writer.TryHash(out thumbprint);
    }

    /// <summary>Copies out what an import needs: x and y, or modulus and exponent. Only after <see cref="Check"/>.</summary>
    public readonly (byte[] First, byte[] Second) Decode() => IsCurve ? (Decode(_x), Decode(_y)) : (Decode(_modulus), Decode(_exponent));

    private bool TryReadMember(scoped ref Utf8JsonReader reader, ref JsonTexts texts)
    {
        if (reader.ValueTextEquals("kty"u8))
        {
            return texts.TryRead(ref reader, out _type);
        }

        if (reader.ValueTextEquals("crv"u8))
        {
            return texts.TryRead(ref reader, out _curve);
        }

        if (reader.ValueTextEquals("x"u8))
        {
            return texts.TryRead(ref reader, out _x);
        }

        if (reader.ValueTextEquals("y"u8))
        {
            return texts.TryRead(ref reader, out _y);
        }

        if (reader.ValueTextEquals("n"u8))
        {
            return texts.TryRead(ref reader, out _modulus);
        }

        if (reader.ValueTextEquals("e"u8))
        {
            return texts.TryRead(ref reader, out _exponent);
        }

        _hasPrivate |= IsPrivateName(ref reader);
        reader.Skip();
        return true;
    }

    // RFC 7518 sections 6.2.2, 6.3.2 and 6.4; RFC 8037 section 2. Whatever the value is.
    private static bool IsPrivateName(scoped ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("d"u8) || reader.ValueTextEquals("k"u8) || reader.ValueTextEquals("p"u8) || reader.ValueTextEquals("q"u8)
        || reader.ValueTextEquals("dp"u8) || reader.ValueTextEquals("dq"u8) || reader.ValueTextEquals("qi"u8) || reader.ValueTextEquals("oth"u8);

    private readonly ProofProblem CheckCurve()
    {
        if (_curve.IsEmpty || _x.IsEmpty || _y.IsEmpty)
        {
            return ProofProblem.MissingMember;
        }

        Span<byte> octets = stackalloc byte[CoordinateSize];
        return Is(_curve, "P-256"u8) && IsOfSize(_x, CoordinateSize) && IsOfSize(_y, CoordinateSize) && StrictBase64Url.TryDecode(_x, octets, out _) && StrictBase64Url.TryDecode(_y, octets, out _)
            ? ProofProblem.None
            : ProofProblem.Key;
    }

    private readonly ProofProblem CheckModulus()
    {
        if (_modulus.IsEmpty || _exponent.IsEmpty)
        {
            return ProofProblem.MissingMember;
        }

        Span<byte> modulus = stackalloc byte[MaxModulusSize];
        Span<byte> exponent = stackalloc byte[MaxExponentSize];
        return StrictBase64Url.LengthOf(_modulus.Length) is >= MinModulusSize and <= MaxModulusSize
            && StrictBase64Url.LengthOf(_exponent.Length) <= MaxExponentSize
            && StrictBase64Url.TryDecode(_modulus, modulus, out var size)
            && StrictBase64Url.TryDecode(_exponent, exponent, out var exponentSize)
            && IsSane(modulus[..size], exponent[..exponentSize])
            ? ProofProblem.None
            : ProofProblem.Key;
    }

    /// <summary>No zero octets ahead (RFC 7518 section 6.3.1), at least 2,048 bits, odd; the exponent odd and above 2^16 (FIPS 186-5 section 5.1).</summary>
    private static bool IsSane(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) =>
        modulus[0] != 0 && (modulus.Length > MinModulusSize || modulus[0] >= 0x80) && (modulus[^1] & 1) == 1
        && exponent[0] != 0 && exponent.Length >= 3 && (exponent[^1] & 1) == 1;

    private static bool IsOfSize(ReadOnlySpan<byte> text, int size) => text.Length == ((size * 4) + 2) / 3;

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> other) => System.Text.Ascii.Equals(word, other);

    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var octets = new byte[StrictBase64Url.LengthOf(text.Length)];
        return StrictBase64Url.TryDecode(text, octets, out _) ? octets : throw new CryptographicException("Unreachable: the members were checked.");
    }
}
