using System.Text.Json;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession.Keys;

namespace SessionCluster.Client.Possession.Proofs;

/// <summary>The header of a proof: RFC 9449 section 4.3, checks 3 to 5 and 7.</summary>
internal ref struct ProofHeader
{
    /// <summary>How it is signed; one of the allow-list.</summary>
    public ProofAlgorithm Algorithm { get; private set; }

    /// <summary>The key that signs it.</summary>
    public readonly PublicJwk Key => _key;

    private PublicJwk _key;
    private ReadOnlySpan<byte> _type;
    private ReadOnlySpan<byte> _algorithm;
    private bool _hasKey;
    private bool _hasCritical;

    /// <summary>Reads a header.</summary>
    /// <param name="json">The decoded first part, valid UTF-8.</param>
    /// <param name="room">As large as <paramref name="json"/>.</param>
    /// <param name="header">What it says.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidOperationException">It has an escaped half of a surrogate pair.</exception>
    public static ProofProblem Read(ReadOnlySpan<byte> json, Span<byte> room, out ProofHeader header)
    {
        header = default;
        return header.TryRead(json, room) ? header.Check() : ProofProblem.Malformed;
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
            if (!names.TryNote(in reader) || !TryReadMember(ref reader, json, ref texts))
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
    }

    private bool TryReadMember(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref JsonTexts texts)
    {
        if (reader.ValueTextEquals("typ"u8))
        {
            return texts.TryRead(ref reader, out _type);
        }

        if (reader.ValueTextEquals("alg"u8))
        {
            return texts.TryRead(ref reader, out _algorithm);
        }

        if (reader.ValueTextEquals("jwk"u8))
        {
            _hasKey = true;
            return _key.TryRead(ref reader, json, ref texts);
        }

        _hasCritical |= reader.ValueTextEquals("crit"u8);
        reader.Skip();
        return true;
    }

    private ProofProblem Check()
    {
        if (_hasCritical)
        {
            return ProofProblem.CriticalExtension;
        }

        if (_type.IsEmpty || _algorithm.IsEmpty || !_hasKey)
        {
            return ProofProblem.MissingMember;
        }

        if (!IsProofType(_type))
        {
            return ProofProblem.Type;
        }

        Algorithm = AlgorithmOf(_algorithm);
        return Algorithm == ProofAlgorithm.None ? ProofProblem.Algorithm : _key.Check(Algorithm);
    }

    /// <summary>A media type, whose letter case does not matter and whose <c>application/</c> may be left out (RFC 7515 section 4.1.9).</summary>
    private static bool IsProofType(ReadOnlySpan<byte> type)
    {
        var prefix = "application/"u8;
        if (type.Length > prefix.Length && System.Text.Ascii.EqualsIgnoreCase(type[..prefix.Length], prefix))
        {
            type = type[prefix.Length..];
        }

        return System.Text.Ascii.EqualsIgnoreCase(type, "dpop+jwt"u8);
    }

    private static ProofAlgorithm AlgorithmOf(ReadOnlySpan<byte> word) =>
        System.Text.Ascii.Equals(word, "ES256"u8) ? ProofAlgorithm.ES256
        : System.Text.Ascii.Equals(word, "PS256"u8) ? ProofAlgorithm.PS256
        : System.Text.Ascii.Equals(word, "RS256"u8) ? ProofAlgorithm.RS256
        : ProofAlgorithm.None;
}
