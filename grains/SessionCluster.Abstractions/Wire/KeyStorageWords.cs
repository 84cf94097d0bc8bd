using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of <see cref="KeyStorage"/>.</summary>
public static class KeyStorageWords
{
    /// <summary>The word; <see langword="null"/> when nobody said.</summary>
    public static string? Of(KeyStorage storage) => storage switch
    {
        KeyStorage.Software => "software",
        KeyStorage.Hardware => "hardware",
        _ => null,
    };

    /// <summary>The storage of a word.</summary>
    public static bool TryParse(string? word, out KeyStorage storage)
    {
        storage = word switch
        {
            "software" => KeyStorage.Software,
            "hardware" => KeyStorage.Hardware,
            _ => KeyStorage.Unknown,
        };
        return storage != KeyStorage.Unknown;
    }
}
