using System.Text.Json;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Client.Possession.Proofs;

/// <summary>The payload of a proof: RFC 9449 section 4.2. Members that we do not know are left alone.</summary>
internal ref struct ProofClaims
{
    private const long LastSecond = 253_402_300_799;

    // An instant with nine decimals has 20; longer numbers are no instants.
    private const int MaxNumberLength = 32;

    private ReadOnlySpan<byte> _id;
    private ReadOnlySpan<byte> _method;
    private ReadOnlySpan<byte> _uri;
    private ReadOnlySpan<byte> _tokenHash;
    private ReadOnlySpan<byte> _nonce;
    private long? _issuedAt;

    /// <summary><c>jti</c>, not empty.</summary>
    public readonly ReadOnlySpan<byte> Id => _id;

    /// <summary><c>htm</c>.</summary>
    public readonly ReadOnlySpan<byte> Method => _method;

    /// <summary><c>htu</c>.</summary>
    public readonly ReadOnlySpan<byte> Uri => _uri;

    /// <summary><c>ath</c>; empty when there is none.</summary>
    public readonly ReadOnlySpan<byte> TokenHash => _tokenHash;

    /// <summary><c>nonce</c>; empty when there is none.</summary>
    public readonly ReadOnlySpan<byte> Nonce => _nonce;

    /// <summary><c>iat</c> in whole seconds.</summary>
    public readonly long IssuedAtSeconds => _issuedAt.GetValueOrDefault();

    /// <summary>Reads a payload.</summary>
    /// <param name="json">The decoded second part, valid UTF-8.</param>
    /// <param name="room">As large as <paramref name="json"/>.</param>
    /// <param name="claims">What it says.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidOperationException">It has an escaped half of a surrogate pair.</exception>
    public static ProofProblem Read(ReadOnlySpan<byte> json, Span<byte> room, out ProofClaims claims)
    {
        claims = default;
        return !claims.TryRead(json, room) ? ProofProblem.Malformed
            : claims._id.IsEmpty || claims._method.IsEmpty || claims._uri.IsEmpty || claims._issuedAt is null ? ProofProblem.MissingMember
            : ProofProblem.None;
    }

    private bool TryRead(ReadOnlySpan<byte> json, Span<byte> room)
    {
        var reader = new Utf8JsonReader(json, JsonTexts.Options);
        var texts = new JsonTexts(room);
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

        return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
    }

    private bool TryReadMember(scoped ref Utf8JsonReader reader, ref JsonTexts texts)
    {
        if (reader.ValueTextEquals("jti"u8))
        {
            return texts.TryRead(ref reader, out _id);
        }

        if (reader.ValueTextEquals("htm"u8))
        {
            return texts.TryRead(ref reader, out _method);
        }

        if (reader.ValueTextEquals("htu"u8))
        {
            return texts.TryRead(ref reader, out _uri);
        }

        if (reader.ValueTextEquals("ath"u8))
        {
            return texts.TryRead(ref reader, out _tokenHash);
        }

        if (reader.ValueTextEquals("nonce"u8))
        {
            return texts.TryRead(ref reader, out _nonce);
        }

        if (reader.ValueTextEquals("iat"u8))
        {
            return reader.Read() && TryReadInstant(ref reader, out _issuedAt);
        }

        reader.Skip();
        return true;
    }

    /// <summary>A NumericDate (RFC 7519 section 2), which may have a fraction or an exponent: 0 to the end of the year 9999, fractions cut off.</summary>
    private static bool TryReadInstant(scoped ref Utf8JsonReader reader, out long? seconds)
    {
        seconds = null;
        if (reader.TokenType != JsonTokenType.Number || reader.ValueSpan.Length > MaxNumberLength)
        {
            return false;
        }

        if (reader.TryGetInt64(out var whole))
        {
            seconds = whole;
        }
        else if (reader.TryGetDecimal(out var fraction) && fraction is >= 0 and < LastSecond + 1)
        {
            seconds = (long)fraction;
        }

        return seconds is >= 0 and <= LastSecond;
    }
}
