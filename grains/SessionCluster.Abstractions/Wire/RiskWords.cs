using SessionCluster.Abstractions.Signals;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of risk levels (CAEP 3.8, in lower case).</summary>
public static class RiskWords
{
    /// <summary>The word of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a value of its type.</exception>
    public static string Of(RiskLevel value) => value switch
    {
        RiskLevel.Low => "low",
        RiskLevel.Medium => "medium",
        RiskLevel.High => "high",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a value of its type."),
    };

    /// <summary>The value of a word.</summary>
    public static bool TryParse(string? word, out RiskLevel value)
    {
        foreach (var candidate in Enum.GetValues<RiskLevel>())
        {
            if (Of(candidate) == word)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
