using SessionCluster.Abstractions.Assurance;
using SessionCluster.Core.Assurance;

namespace SessionCluster.Silo.Configuration;

/// <summary>Builds the table of authentication methods from <c>Assurance</c>: each list that is given replaces the default of its column.</summary>
internal static class AssuranceTableReader
{
    /// <summary>Reads the table; the default one when a problem was found.</summary>
    public static AssuranceTable Read(SettingsSection section)
    {
        section.Allow("Knowledge", "Possession", "Inherence", "Hardware", "Keys");
        if (!section.Exists)
        {
            return AssuranceTable.Default;
        }

        var problems = section.ProblemCount;
        var factors = new Dictionary<string, AuthenticationFactor>(StringComparer.Ordinal);
        Fill(section, factors, AuthenticationFactor.Knowledge, "Knowledge", "pwd", "pin", "kba");
        Fill(section, factors, AuthenticationFactor.Possession, "Possession", "otp", "sms", "tel", "hwk", "swk", "sc");
        Fill(section, factors, AuthenticationFactor.Inherence, "Inherence", "fpt", "face", "iris", "retina", "vbm");
        var hardware = ReadKeys(section, factors, "Hardware", "hwk", "sc");
        var keys = ReadKeys(section, factors, "Keys", "hwk", "sc", "swk");
        return section.ProblemCount == problems ? new(factors, hardware, keys) : AssuranceTable.Default;
    }

    private static void Fill(SettingsSection section, Dictionary<string, AuthenticationFactor> factors, AuthenticationFactor factor, string name, params string[] fallback)
    {
        foreach (var word in section.Texts(name) is { Count: > 0 } given ? given : fallback)
        {
            if (!AuthenticationEvent.IsMethod(word))
            {
                section.Problem(name, $"has '{word}', which is no method word: give 1 to {AuthenticationEvent.MaxMethodLength} visible ASCII characters (RFC 8176).");
            }
            else if (word == AssuranceTable.MultiFactor)
            {
                section.Problem(name, $"has '{word}', which says that several factors were used and is none itself.");
            }
            else if (!factors.TryAdd(word, factor))
            {
                section.Problem(name, $"has '{word}' twice, or in two columns: one word is one factor.");
            }
        }
    }

    private static IReadOnlyList<string> ReadKeys(SettingsSection section, Dictionary<string, AuthenticationFactor> factors, string name, params string[] fallback)
    {
        var given = section.Texts(name);
        foreach (var word in given.Where(word => !IsPossession(word)))
        {
            section.Problem(name, $"has '{word}', which is not in {section.Path}:Possession: a key is something one has.");
        }

        return given.Count > 0 ? given : [.. fallback.Where(IsPossession)];

        bool IsPossession(string word) => factors.GetValueOrDefault(word) == AuthenticationFactor.Possession;
    }
}
