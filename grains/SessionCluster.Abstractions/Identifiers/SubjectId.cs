using System.Text;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>
/// Who is authenticated (<c>sub</c>): 1 to 256 bytes of UTF-8 without control characters, taken as it is (never normalised), and not <c>.</c> or <c>..</c>,
/// which no URL path can carry (RFC 3986 section 5.2.4).
/// </summary>
/// <remarks><c>default</c> means unset and is refused everywhere.</remarks>
[GenerateSerializer, Immutable, Alias("sc.SubjectId")]
public readonly record struct SubjectId
{
    /// <summary>Longest subject in bytes of UTF-8: 256.</summary>
    public const int MaxBytes = 256;

    [Id(0)]
    private readonly string? _value;

    private SubjectId(string value) => _value = value;

    /// <summary>The subject as it was given; empty when unset.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>True for <c>default</c>.</summary>
    public bool IsUnset => string.IsNullOrEmpty(_value);

    /// <summary>The key of the subject's grain.</summary>
    public SubjectKey Key => SubjectKey.Of(this);

    /// <summary>Checks a subject.</summary>
    /// <param name="value">The text; <see langword="null"/> is refused.</param>
    /// <param name="subject">The subject, when the answer is true.</param>
    /// <param name="problem">A sentence that says what to do, when the answer is false.</param>
    public static bool TryCreate(string? value, out SubjectId subject, out string? problem)
    {
        subject = default;
        problem = Problem(value);
        if (problem is not null)
        {
            return false;
        }

        subject = new(value!);
        return true;
    }

    /// <summary>The subject as it was given.</summary>
    public override string ToString() => Value;

    private static string? Problem(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "The subject is empty: give 1 to 256 bytes of UTF-8.";
        }

        if (value is "." or "..")
        {
            return "A subject can't be '.' or '..': a URL path can't carry them.";
        }

        if (value.AsSpan().IndexOfAnyInRange('\u0000', '\u001f') >= 0 || value.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') >= 0)
        {
            return "The subject contains a control character: remove it.";
        }

        if (!Wire.UnicodeText.IsWellFormed(value))
        {
            return "The subject is not valid Unicode: it contains a lone surrogate.";
        }

        return Encoding.UTF8.GetByteCount(value) <= MaxBytes ? null : $"The subject is longer than {MaxBytes} bytes of UTF-8: shorten it.";
    }
}
