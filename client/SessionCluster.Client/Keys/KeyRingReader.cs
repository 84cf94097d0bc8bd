using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Client.Keys;

/// <summary>
/// Reads a key ring from configuration: <c>{Current, Keys: {id: base64 of 32 bytes}}</c>, or <c>{File}</c>, the path of a JSON file <c>{"current": 1, "keys": {"1": "base64"}}</c>.
/// A problem is a sentence that names the configuration key or the file and never shows a value, since the value may be a key.
/// </summary>
public static class KeyRingReader
{
    /// <summary>Name of the configuration key that holds the current key's id.</summary>
    public const string Current = "Current";

    /// <summary>Name of the configuration section that holds the keys by id.</summary>
    public const string Keys = "Keys";

    /// <summary>Name of the configuration key that holds a path instead: absolute, or relative to the working directory.</summary>
    public const string File = "File";

    /// <summary>Reads a ring.</summary>
    /// <param name="section">The ring's section, for instance <c>SessionCluster:EdgeRing</c>.</param>
    /// <param name="ring">The ring, when the answer is true.</param>
    /// <param name="problem">What is wrong and what to do, when the answer is false.</param>
    public static bool TryRead(IConfigurationSection section, [NotNullWhen(true)] out KeyRing? ring, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(section);
        ring = null;
        foreach (var member in section.GetChildren())
        {
            if (!IsMember(member.Key))
            {
                problem = $"{member.Path} is not a setting of a key ring: give {section.Path}:{Current} and {section.Path}:{Keys}, or {section.Path}:{File}.";
                return false;
            }
        }

        var keys = section.GetSection(Keys).GetChildren().ToArray();
        if (section[File] is not { Length: > 0 } path)
        {
            return TryRead(section, keys, out ring, out problem);
        }

        if (keys.Length == 0 && section[Current] is null)
        {
            return KeyRingFile.TryRead(path, out ring, out problem);
        }

        problem = $"{section.Path} has both a {File} and keys: give one of them.";
        return false;
    }

    private static bool IsMember(string name) =>
        name.Equals(Current, StringComparison.OrdinalIgnoreCase) || name.Equals(Keys, StringComparison.OrdinalIgnoreCase) || name.Equals(File, StringComparison.OrdinalIgnoreCase);

    private static bool TryRead(IConfigurationSection section, IConfigurationSection[] keys, [NotNullWhen(true)] out KeyRing? ring, [NotNullWhen(false)] out string? problem)
    {
        ring = null;
        if (keys.Length == 0)
        {
            problem = $"{section.Path}:{Keys} has no key: give at least one, or {section.Path}:{File}.";
            return false;
        }

        var draft = new KeyRingDraft();
        foreach (var key in keys)
        {
            if (!draft.TryAdd(key.Path, key.Key, key.Value, out problem))
            {
                return false;
            }
        }

        return draft.TryFinish($"{section.Path}:{Current}", section[Current], out ring, out problem);
    }
}
