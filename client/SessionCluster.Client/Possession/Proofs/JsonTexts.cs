using System.Text.Json;

namespace SessionCluster.Client.Possession.Proofs;

/// <summary>Reads strings of a JSON text without making any: each is a slice of the text itself, or of this room when it is written with escapes.</summary>
/// <param name="room">As large as the text: what is unescaped is never longer.</param>
internal ref struct JsonTexts(Span<byte> room)
{
    /// <summary>A header with a key in it needs two levels; what we do not read may have some more.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 8 };

    private Span<byte> _room = room;

    /// <summary>The string after the name that the reader stands at; false for a value of another type.</summary>
    /// <exception cref="InvalidOperationException">It has an escaped half of a surrogate pair.</exception>
    public bool TryRead(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        text = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            var length = reader.CopyString(_room);
            text = _room[..length];
            _room = _room[length..];
        }

        return true;
    }
}
