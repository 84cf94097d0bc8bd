using System.Buffers;
using System.Buffers.Text;

namespace SessionCluster.Client.Possession.Proofs;

/// <summary>Base64url as RFC 7515 section 2 has it: no padding, no white space, and no bits at the end that say nothing and are not zero. A value has one text, so a text can stand for its value.</summary>
internal static class StrictBase64Url
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly SearchValues<byte> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>How many bytes a text of this length has.</summary>
    public static int LengthOf(int characters) => (int)((long)characters * 3 / 4);

    /// <summary>Decodes a text that is not empty.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        return IsCanonical(text) && Base64Url.TryDecodeFromUtf8(text, destination, out written) && written == LengthOf(text.Length);
    }

    /// <summary>True when every character is one of the alphabet.</summary>
    public static bool HasItsCharacters(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Characters);

    /// <summary>True for the one text of some value.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.ContainsAnyExcept(Characters))
        {
            return false;
        }

        var last = Alphabet.IndexOf((char)text[^1], StringComparison.Ordinal);
        return (text.Length % 4) switch
        {
            1 => false,
            2 => (last & 0xF) == 0,
            3 => (last & 0x3) == 0,
            _ => true,
        };
    }
}
