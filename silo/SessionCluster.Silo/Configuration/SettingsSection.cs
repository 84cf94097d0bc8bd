using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SessionCluster.Silo.Configuration;

/// <summary>
/// Reads a configuration section strictly: a value that does not parse, lies outside its range, stands under a name nobody reads, or is a list where a value belongs becomes a sentence that
/// names the key. A typo in a security setting must not be ignored.
/// </summary>
internal sealed class SettingsSection(IConfigurationSection section, ICollection<string> problems)
{
    /// <summary>The prefix of everything.</summary>
    public const string Root = "SessionCluster";

    /// <summary>The full key of this section.</summary>
    public string Path => section.Path;

    /// <summary>The name of this section.</summary>
    public string Name => section.Key;

    /// <summary>True when anything stands here.</summary>
    public bool Exists => section.Exists();

    /// <summary>The section as the framework sees it.</summary>
    public IConfigurationSection Raw => section;

    /// <summary>How many problems were found so far, in all sections.</summary>
    public int ProblemCount => problems.Count;

    /// <summary>The section of everything.</summary>
    public static SettingsSection Of(IConfiguration configuration, ICollection<string> problems) => new(configuration.GetSection(Root), problems);

    /// <summary>A section inside this one.</summary>
    public SettingsSection Child(string name)
    {
        if (section[name] is { Length: > 0 })
        {
            Problem(name, "is a value, but members belong here.");
        }

        return new(section.GetSection(name), problems);
    }

    /// <summary>The sections inside this one.</summary>
    public IEnumerable<SettingsSection> Children() => section.GetChildren().Select(child => Child(child.Key));

    /// <summary>Something is wrong with a member.</summary>
    public void Problem(string name, string sentence) => problems.Add($"{section.Path}:{name} {sentence}");

    /// <summary>A problem of this section itself.</summary>
    public void Reject(string sentence) => problems.Add($"{section.Path} {sentence}");

    /// <summary>A sentence that another reader wrote, with its key.</summary>
    public void ForeignProblem(string sentence) => problems.Add(sentence);

    /// <summary>A text; <see langword="null"/> when it is not given or blank.</summary>
    public string? Text(string name) => string.IsNullOrWhiteSpace(Value(name)) ? null : Value(name);

    /// <summary>A whole number within bounds, both included.</summary>
    public int Integer(string name, int fallback, int least, int most)
    {
        if (Value(name) is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Problem(name, string.Create(CultureInfo.InvariantCulture, $"is '{text}': give a whole number from {least} to {most}."));
        return fallback;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool fallback) => Word(name, fallback, ("true", true), ("false", false));

    /// <summary>A span of whole seconds within bounds, both included; <see langword="null"/> when it is not given, or wrong.</summary>
    public TimeSpan? Span(string name, TimeSpan least, TimeSpan most)
    {
        if (Value(name) is not { } text)
        {
            return null;
        }

        if (SettingsSpan.TryParse(text, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Problem(name, $"is '{text}': give a span from {least:c} to {most:c}, as {SettingsSpan.Form}.");
        return null;
    }

    /// <summary>One of some words, in either case.</summary>
    public TValue Word<TValue>(string name, TValue fallback, params (string Word, TValue Value)[] words)
    {
        if (Value(name) is not { } text)
        {
            return fallback;
        }

        foreach (var (word, value) in words)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        Problem(name, $"is '{text}': give {string.Join(" or ", words.Select(candidate => candidate.Word))}.");
        return fallback;
    }

    /// <summary>A list of texts; empty when it is not given.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var list = Child(name);
        return [.. list.Raw.GetChildren().Select(item => list.Value(item.Key) ?? string.Empty)];
    }

    /// <summary>Refuses every name but these.</summary>
    public void Allow(params string[] names)
    {
        foreach (var child in section.GetChildren())
        {
            if (!names.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                problems.Add($"{child.Path} is not a setting of this version: remove it, or correct its name ({string.Join(", ", names)}).");
            }
        }
    }

    private string? Value(string name)
    {
        if (section.GetSection(name).GetChildren().Any())
        {
            Problem(name, "has members, but one value belongs here.");
        }

        return section[name];
    }
}
