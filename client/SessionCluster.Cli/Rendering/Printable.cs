using System.Globalization;
using System.Text;

namespace SessionCluster.Cli.Rendering;

/// <summary>
/// Text that came from elsewhere, made fit for a terminal: control and format characters would move the cursor, recolour or reorder what an operator reads, so they are written as <c>\u{1B}</c>.
/// </summary>
internal static class Printable
{
    /// <summary>The text with nothing in it that a terminal obeys.</summary>
    public static string Of(string text)
    {
        StringBuilder? safe = null;
        var done = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Obeyed(rune))
            {
                safe ??= new StringBuilder(text, 0, done, text.Length + 8);
                safe.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            }
            else
            {
                safe?.Append(rune);
            }

            done += rune.Utf16SequenceLength;
        }

        return safe?.ToString() ?? text;
    }

    private static bool Obeyed(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
