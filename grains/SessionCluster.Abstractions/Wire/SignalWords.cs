using SessionCluster.Abstractions.Signals;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of signals.</summary>
public static class SignalWords
{
    /// <summary>The word of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a value of its type.</exception>
    public static string Of(SignalType value) => value switch
    {
        SignalType.Risk => "risk",
        SignalType.Leak => "leak",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a value of its type."),
    };

    /// <summary>The value of a word.</summary>
    public static bool TryParse(string? word, out SignalType value)
    {
        foreach (var candidate in Enum.GetValues<SignalType>())
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
