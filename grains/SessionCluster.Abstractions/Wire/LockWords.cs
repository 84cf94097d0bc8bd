using SessionCluster.Abstractions.Containment;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of lock dimensions.</summary>
public static class LockWords
{
    /// <summary>The word of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a value of its type.</exception>
    public static string Of(LockDimension value) => value switch
    {
        LockDimension.Client => "client",
        LockDimension.Key => "key",
        LockDimension.Device => "device",
        LockDimension.All => "all",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a value of its type."),
    };

    /// <summary>The value of a word.</summary>
    public static bool TryParse(string? word, out LockDimension value)
    {
        foreach (var candidate in Enum.GetValues<LockDimension>())
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
