using System.Globalization;
using System.Text.RegularExpressions;

namespace SessionCluster.Silo.Configuration;

/// <summary>
/// Spans in configuration: .NET's constant format, whole seconds, and nothing else. <see cref="TimeSpan.Parse(string)"/>, which the framework's binder uses, reads <c>24:00:00</c> as 24 days and
/// <c>30</c> as 30 days; a session must not live longer because of that.
/// </summary>
internal static partial class SettingsSpan
{
    /// <summary>The form, for sentences.</summary>
    public const string Form = "[days.]hours:minutes:seconds with hours up to 23 (00:30:00 is half an hour, 1.00:00:00 a day)";

    /// <summary>Parses a span.</summary>
    public static bool TryParse(string text, out TimeSpan span)
    {
        span = default;
        return Shape().IsMatch(text) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out span);
    }

    [GeneratedRegex(@"^([0-9]{1,4}\.)?[0-9]{2}:[0-9]{2}:[0-9]{2}\z")]
    private static partial Regex Shape();
}
