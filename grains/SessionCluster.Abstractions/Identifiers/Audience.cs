using System.Buffers;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>The service a session is for (<c>aud</c>): 1 to 256 visible ASCII characters without quotation mark and backslash; not <c>*</c>, which only a caller's permissions use.</summary>
/// <remarks><c>default</c> means unset and is refused everywhere.</remarks>
[GenerateSerializer, Immutable, Alias("sc.Audience")]
public readonly record struct Audience
{
    /// <summary>Longest value in characters: 256.</summary>
    public const int MaxLength = 256;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Wire.AsciiText.Visible);

    [Id(0)]
    private readonly string? _value;

    private Audience(string value) => _value = value;

    /// <summary>The value; empty when unset.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>True for <c>default</c>.</summary>
    public bool IsUnset => string.IsNullOrEmpty(_value);

    /// <summary>Checks a value.</summary>
    /// <param name="value">The text; <see langword="null"/> is refused.</param>
    /// <param name="result">The identifier, when the answer is true.</param>
    public static bool TryCreate(string? value, out Audience result)
    {
        var good = !string.IsNullOrEmpty(value) && value.Length <= MaxLength && !value.AsSpan().ContainsAnyExcept(Allowed) && value != "*";
        result = good ? new(value!) : default;
        return good;
    }

    /// <summary>Checks a value that must be right, a constant for instance.</summary>
    /// <exception cref="ArgumentException">The value is not allowed.</exception>
    public static Audience Create(string value) => TryCreate(value, out var result) ? result : throw new ArgumentException(Rule, nameof(value));

    /// <summary>What is allowed, as a sentence for people.</summary>
    public static string Rule => "An audience has 1 to 256 visible ASCII characters without quotation mark and backslash, and is not '*'.";

    /// <summary>The value.</summary>
    public override string ToString() => Value;
}
