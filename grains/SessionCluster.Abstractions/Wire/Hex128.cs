using System.Buffers;
using System.Globalization;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The one text form of our 128-bit names: 32 lower-case hexadecimal characters.</summary>
internal static class Hex128
{
    public const int Length = 32;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static bool TryParse(ReadOnlySpan<char> text, out ulong high, out ulong low)
    {
        high = low = 0;
        return text.Length == Length
            && !text.ContainsAnyExcept(Digits)
            && ulong.TryParse(text[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out high)
            && ulong.TryParse(text[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out low);
    }

    public static string Format(ulong high, ulong low) => string.Create(CultureInfo.InvariantCulture, $"{high:x16}{low:x16}");
}
