using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SessionCluster.Abstractions.Establishment;

/// <summary>What a login service attaches to a session for API services: a flat map of strings, at most 2,048 bytes of JSON, immutable for the session's life.</summary>
[GenerateSerializer, Immutable, Alias("sc.SessionAttributes")]
public sealed class SessionAttributes
{
    /// <summary>Largest size as compact JSON, in bytes: 2,048.</summary>
    public const int MaxBytes = 2048;

    /// <summary>What is allowed, as a sentence for people.</summary>
    public const string Rule = "Attributes are a flat object with string values and non-empty, distinct names, at most 2,048 bytes of JSON.";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Id(0)]
    private readonly ImmutableSortedDictionary<string, string> _values;

    private SessionAttributes(ImmutableSortedDictionary<string, string> values) => _values = values;

    /// <summary>No attributes.</summary>
    public static SessionAttributes Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The values by name, in ordinal order of the names.</summary>
    public ImmutableSortedDictionary<string, string> Values => _values;

    /// <summary>Checks a set of attributes; the answer is false when a name is empty, a value is null, a lone surrogate stands in either, or the whole is too large.</summary>
    public static bool TryCreate(IReadOnlyDictionary<string, string> values, out SessionAttributes attributes)
    {
        ArgumentNullException.ThrowIfNull(values);
        attributes = Empty;
        var builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            // The JSON writer would replace a lone surrogate, and the attribute would not be what the login service attached.
            if (string.IsNullOrEmpty(name) || value is null || !Wire.UnicodeText.IsWellFormed(name) || !Wire.UnicodeText.IsWellFormed(value))
            {
                return false;
            }

            builder[name] = value;
        }

        if (JsonSerializer.SerializeToUtf8Bytes((IReadOnlyDictionary<string, string>)builder.ToImmutable(), Json).Length > MaxBytes)
        {
            return false;
        }

        attributes = new(builder.ToImmutable());
        return true;
    }
}
