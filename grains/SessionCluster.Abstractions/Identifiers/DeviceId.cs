using System.Buffers;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>A device as the login service names it (<c>device_id</c>): 1 to 64 letters, digits, <c>.</c>, <c>_</c> or <c>-</c>.</summary>
/// <remarks><c>default</c> means that none was named.</remarks>
[GenerateSerializer, Immutable, Alias("sc.DeviceId")]
public readonly record struct DeviceId
{
    /// <summary>Longest value in characters: 64.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Wire.AsciiText.Name);

    [Id(0)]
    private readonly string? _value;

    private DeviceId(string value) => _value = value;

    /// <summary>The value; empty when unset.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>True for <c>default</c>.</summary>
    public bool IsUnset => string.IsNullOrEmpty(_value);

    /// <summary>Checks a value.</summary>
    /// <param name="value">The text; <see langword="null"/> is refused.</param>
    /// <param name="result">The identifier, when the answer is true.</param>
    public static bool TryCreate(string? value, out DeviceId result)
    {
        var good = !string.IsNullOrEmpty(value) && value.Length <= MaxLength && !value.AsSpan().ContainsAnyExcept(Allowed);
        result = good ? new(value!) : default;
        return good;
    }

    /// <summary>Checks a value that must be right, a constant for instance.</summary>
    /// <exception cref="ArgumentException">The value is not allowed.</exception>
    public static DeviceId Create(string value) => TryCreate(value, out var result) ? result : throw new ArgumentException(Rule, nameof(value));

    /// <summary>What is allowed, as a sentence for people.</summary>
    public static string Rule => "A device id has 1 to 64 letters, digits, '.', '_' or '-'.";

    /// <summary>The value.</summary>
    public override string ToString() => Value;
}
