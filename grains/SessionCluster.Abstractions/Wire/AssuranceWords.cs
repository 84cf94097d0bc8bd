using SessionCluster.Abstractions.Assurance;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of assurance levels (<c>acr</c>).</summary>
public static class AssuranceWords
{
    /// <summary>The word of a level; <see langword="null"/> for <see cref="AssuranceLevel.None"/>, which is not sent.</summary>
    public static string? Of(AssuranceLevel level) => level switch
    {
        AssuranceLevel.Aal1 => "aal1",
        AssuranceLevel.Aal2 => "aal2",
        AssuranceLevel.Aal3 => "aal3",
        _ => null,
    };

    /// <summary>The level of a word.</summary>
    public static bool TryParse(string? word, out AssuranceLevel level)
    {
        level = word switch
        {
            "aal1" => AssuranceLevel.Aal1,
            "aal2" => AssuranceLevel.Aal2,
            "aal3" => AssuranceLevel.Aal3,
            _ => AssuranceLevel.None,
        };
        return level != AssuranceLevel.None;
    }
}
