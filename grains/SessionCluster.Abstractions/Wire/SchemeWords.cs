using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of authentication schemes, as they stand in an <c>Authorization</c> header.</summary>
public static class SchemeWords
{
    /// <summary>RFC 6750.</summary>
    public const string Bearer = "Bearer";

    /// <summary>The scheme of a word; letter case does not matter (RFC 9110 section 11.1).</summary>
    public static bool TryParse(string? word, out TokenScheme scheme)
    {
        scheme = TokenScheme.Bearer;
        return string.Equals(word, Bearer, StringComparison.OrdinalIgnoreCase);
    }
}
