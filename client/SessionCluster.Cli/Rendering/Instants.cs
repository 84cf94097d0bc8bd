using System.Globalization;

namespace SessionCluster.Cli.Rendering;

/// <summary>Instants and spans as people read them.</summary>
internal static class Instants
{
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    /// <summary>Unix seconds as <c>2026-03-01 12:00:00Z</c>; a number outside the calendar stays one.</summary>
    public static string Of(long unixSeconds) => unixSeconds is < FirstSecond or > LastSecond
        ? unixSeconds.ToString(CultureInfo.InvariantCulture)
        : DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Seconds as <c>11 h 59 min 30 s</c>.</summary>
    public static string Span(long seconds)
    {
        if (seconds < 60)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{seconds} s");
        }

        var (hours, rest) = Math.DivRem(seconds, 3600);
        var (minutes, left) = Math.DivRem(rest, 60);
        return string.Join(' ', new[] { Part(hours, "h"), Part(minutes, "min"), Part(left, "s") }.OfType<string>());
    }

    private static string? Part(long value, string unit) => value == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{value} {unit}");
}
