using System.Text.Json;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <content>Values of the current member.</content>
internal ref partial struct StrictJson
{
    /// <summary>Most characters of a token that is worth a refusal of its own: 1,024.</summary>
    public const int MaxTokenLength = 1024;

    /// <summary>What stands for a text that is no Unicode: itself no token, no proof and no URI, so it is refused like any other text that is none.</summary>
    private const string NoText = "\ufffd";

    /// <summary>A string.</summary>
    public string? Text()
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            RejectShape();
            return null;
        }

        if (TryGetString(out var text))
        {
            return text;
        }

        Reject("it holds a lone surrogate: send whole characters.");
        return null;
    }

    /// <summary>A token: any JSON string of up to <see cref="MaxTokenLength"/> characters is answered with a refusal, whatever is in it.</summary>
    public string? TokenText() => PresentedText(MaxTokenLength);

    /// <summary>What somebody presented: any JSON string of so many characters, for what is in it is refused and no error.</summary>
    public string? PresentedText(int most)
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            var text = TryGetString(out var whole) ? whole : NoText;
            if (text.Length <= most || CountCharacters(text) <= most)
            {
                return text;
            }
        }

        RejectShape();
        return null;
    }

    /// <summary>A whole number without fraction or exponent.</summary>
    public long Integer(long least, long most)
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var value) && value >= least && value <= most)
        {
            return value;
        }

        RejectShape();
        return 0;
    }

    /// <summary>True or false.</summary>
    public bool Flag()
    {
        Require(_reader.TokenType is JsonTokenType.True or JsonTokenType.False);
        return _reader.TokenType == JsonTokenType.True;
    }

    /// <summary>An array of 1 to <paramref name="most"/> different strings.</summary>
    public List<string> Texts(int most)
    {
        var texts = new List<string>();
        Require(_reader.TokenType == JsonTokenType.StartArray);
        while (Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text() is { } text)
            {
                texts.Add(text);
            }

            Require(texts.Count <= most);
        }

        Require(texts.Count > 0 && texts.Distinct(StringComparer.Ordinal).Count() == texts.Count);
        return texts;
    }

    /// <summary>An object with members of its own.</summary>
    public ObjectScope Object()
    {
        Require(_reader.TokenType == JsonTokenType.StartObject);
        return new(_member!.Members!, $"{Path}.");
    }

    /// <summary>An object of strings with any names.</summary>
    public Dictionary<string, string> TextMap()
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        Require(_reader.TokenType == JsonTokenType.StartObject);
        while (Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            if (!TryGetString(out var name) || !Read() || Text() is not { } value)
            {
                RejectShape();
            }
            else if (!map.TryAdd(name, value))
            {
                Reject("a name in it stands twice: send each once.");
            }
        }

        return map;
    }

    private static int CountCharacters(string text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return count;
    }
}
