using System.Buffers;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>The name of a session class: 1 to 32 lower-case letters, digits or <c>-</c>.</summary>
/// <remarks><c>default</c> means unset and is refused everywhere.</remarks>
[GenerateSerializer, Immutable, Alias("sc.SessionClassName")]
public readonly record struct SessionClassName
{
    /// <summary>Longest value in characters: 32.</summary>
    public const int MaxLength = 32;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Wire.AsciiText.LowerName);

    [Id(0)]
    private readonly string? _value;

    private SessionClassName(string value) => _value = value;

    /// <summary>The value; empty when unset.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>True for <c>default</c>.</summary>
    public bool IsUnset => string.IsNullOrEmpty(_value);

    /// <summary>Checks a value.</summary>
    /// <param name="value">The text; <see langword="null"/> is refused.</param>
    /// <param name="result">The identifier, when the answer is true.</param>
    public static bool TryCreate(string? value, out SessionClassName result)
    {
        var good = !string.IsNullOrEmpty(value) && value.Length <= MaxLength && !value.AsSpan().ContainsAnyExcept(Allowed);
        result = good ? new(value!) : default;
        return good;
    }

    /// <summary>Checks a value that must be right, a constant for instance.</summary>
    /// <exception cref="ArgumentException">The value is not allowed.</exception>
    public static SessionClassName Create(string value) => TryCreate(value, out var result) ? result : throw new ArgumentException(Rule, nameof(value));

    /// <summary>What is allowed, as a sentence for people.</summary>
    public static string Rule => "A session class has 1 to 32 lower-case letters, digits or '-'.";

    /// <summary>The value.</summary>
    public override string ToString() => Value;
}
