using System.Globalization;
using System.Text;

namespace SessionCluster.Core.Events;

/// <summary>Foreign words as an event may keep them: whatever shows or forwards it, they stay on one line and what they are (N19).</summary>
public static class EventText
{
    /// <summary>Longest detail in characters: 256.</summary>
    public const int MaxLength = 256;

    /// <summary>
    /// At most 256 characters of it. Control characters, line and paragraph separators, what formats or hides text (directional overrides, zero-width characters), private-use characters and lone surrogates
    /// become U+FFFD. Nothing, or nothing at all in it: <see langword="null"/>.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            var kept = IsPlain(rune) ? rune : Rune.ReplacementChar;
            if (clean.Length + kept.Utf16SequenceLength > MaxLength)
            {
                break;
            }

            clean.Append(kept.ToString());
        }

        return clean.ToString();
    }

    // Joiners are letters' own: scripts need them, and they hide nothing.
    private static bool IsPlain(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.Surrogate);
}
