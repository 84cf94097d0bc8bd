using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SessionCluster.Client.Tokens;

/// <summary>The environment that a cluster serves, as it stands in every token: 1 to 12 lower-case letters or digits.</summary>
internal readonly record struct EnvironmentName
{
    /// <summary>Longest name in characters: 12.</summary>
    public const int MaxLength = 12;

    /// <summary>What is allowed, as a sentence for people.</summary>
    public const string Rule = "an environment has 1 to 12 lower-case letters or digits (a to z, 0 to 9)";

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private readonly string? _value;

    private EnvironmentName(string value) => _value = value;

    /// <summary>The name; empty when unset.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>True for a name that any cluster could have.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => text.Length is >= 1 and <= MaxLength && !text.ContainsAnyExcept(Allowed);

    /// <summary>Checks a name.</summary>
    public static bool TryCreate([NotNullWhen(true)] string? text, out EnvironmentName name)
    {
        var good = IsWellFormed(text);
        name = good ? new(text!) : default;
        return good;
    }

    /// <summary>Checks a name that must be right.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static EnvironmentName Create(string text) => TryCreate(text, out var name) ? name : throw new ArgumentException($"'{text}' is not an environment: {Rule}.", nameof(text));

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
