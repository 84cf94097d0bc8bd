namespace SessionCluster.Silo.Configuration;

/// <summary>A written reason for a deviation, beside the value it is for: the one document that stays true (ASVS 7.1.1).</summary>
internal static class Justification
{
    /// <summary>The member.</summary>
    public const string Member = "Justification";

    /// <summary>Fewest characters, not counting blanks around them: 20.</summary>
    public const int MinLength = 20;

    /// <summary>True when the section has one that is long enough to be a reason.</summary>
    public static bool IsGiven(SettingsSection section) => section.Text(Member)?.Trim().Length >= MinLength;

    /// <summary>How a sentence asks for one.</summary>
    public static string Ask(SettingsSection section) => $"why in {section.Path}:{Member}, in at least {MinLength} characters (ASVS 7.1.1)";
}
