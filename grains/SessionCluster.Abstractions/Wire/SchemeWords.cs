using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of authentication schemes, as they stand in an <c>Authorization</c> header.</summary>
public static class SchemeWords
{
    /// <summary>RFC 6750.</summary>
    public const string Bearer = "Bearer";

    /// <summary>RFC 9449.</summary>
    public const string DPoP = "DPoP";

    /// <summary>The scheme of a word; letter case does not matter (RFC 9110 section 11.1).</summary>
    public static bool TryParse(string? word, out TokenScheme scheme)
    {
        scheme = string.Equals(word, DPoP, StringComparison.OrdinalIgnoreCase) ? TokenScheme.DPoP : TokenScheme.Bearer;
        return scheme == TokenScheme.DPoP || string.Equals(word, Bearer, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>How a session with this confirmation is presented, which is also its <c>token_type</c> (RFC 9449 section 5; RFC 8705 section 3: certificate-bound tokens are Bearer).</summary>
    public static string TypeOf(Confirmation? confirmation) => confirmation?.Method == ConfirmationMethod.Jkt ? DPoP : Bearer;
}
