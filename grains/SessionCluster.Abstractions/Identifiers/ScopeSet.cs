using System.Buffers;
using System.Collections.Immutable;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>A set of scope tokens (RFC 6749 section 3.3): distinct, in ordinal order, at most 64 of them and 1,024 characters together.</summary>
[GenerateSerializer, Immutable, Alias("sc.ScopeSet")]
public sealed class ScopeSet : IEquatable<ScopeSet>
{
    /// <summary>Most tokens in a set: 64.</summary>
    public const int MaxTokens = 64;

    /// <summary>Most characters in the space-delimited form: 1,024.</summary>
    public const int MaxLength = 1024;

    /// <summary>What is allowed, as a sentence for people.</summary>
    public const string Rule = "A scope is a list of at most 64 tokens of visible ASCII without quotation mark and backslash, separated by single spaces, 1,024 characters in all.";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Wire.AsciiText.Visible);

    [Id(0)]
    private readonly ImmutableArray<string> _tokens;

    private ScopeSet(ImmutableArray<string> tokens) => _tokens = tokens;

    /// <summary>The set without tokens.</summary>
    public static ScopeSet Empty { get; } = new([]);

    /// <summary>The tokens in ordinal order.</summary>
    public ImmutableArray<string> Tokens => _tokens.IsDefault ? [] : _tokens;

    /// <summary>Parses the space-delimited form; an empty text is the empty set.</summary>
    public static bool TryParse(string? text, out ScopeSet scope)
    {
        scope = Empty;
        if (string.IsNullOrEmpty(text))
        {
            return text is not null;
        }

        if (text.Length > MaxLength)
        {
            return false;
        }

        var tokens = text.Split(' ');
        if (tokens.Length > MaxTokens || Array.Exists(tokens, token => token.Length == 0 || token.AsSpan().ContainsAnyExcept(Allowed)))
        {
            return false;
        }

        scope = new([.. tokens.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        return true;
    }

    /// <summary>True when every token of <paramref name="required"/> is in this set.</summary>
    public bool Includes(ScopeSet required)
    {
        ArgumentNullException.ThrowIfNull(required);
        foreach (var token in required.Tokens)
        {
            if (Tokens.BinarySearch(token, StringComparer.Ordinal) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ScopeSet? other) => other is not null && Tokens.Length == other.Tokens.Length && Includes(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScopeSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Tokens.Length == 0 ? 0 : HashCode.Combine(Tokens.Length, Tokens[0]);

    /// <summary>The space-delimited form.</summary>
    public override string ToString() => string.Join(' ', Tokens);
}
