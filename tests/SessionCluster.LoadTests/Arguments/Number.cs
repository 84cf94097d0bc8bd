using System.Globalization;

namespace SessionCluster.LoadTests.Arguments;

/// <summary>Numbers as people type them, whatever the culture.</summary>
internal static class Number
{
    public static bool TryParse(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
