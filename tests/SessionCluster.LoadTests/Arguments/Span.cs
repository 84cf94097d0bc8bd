namespace SessionCluster.LoadTests.Arguments;

/// <summary>A span with its unit: <c>us</c>, <c>ms</c>, <c>s</c> or <c>m</c>.</summary>
internal static class Span
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static bool TryParse(string text, out TimeSpan span)
    {
        var digits = text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyz");
        var unit = text[digits.Length..] switch
        {
            "us" => TimeSpan.TicksPerMicrosecond,
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            _ => 0,
        };
        var good = Number.TryParse(digits, out var number) && unit > 0 && number * unit <= Longest.Ticks;
        span = good ? TimeSpan.FromTicks((long)(number * unit)) : default;
        return good;
    }
}
