using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of revocation reasons.</summary>
public static class ReasonWords
{
    /// <summary>The word of a reason.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a reason.</exception>
    public static string Of(RevocationReason reason) => reason switch
    {
        RevocationReason.Logout => "logout",
        RevocationReason.Admin => "admin",
        RevocationReason.PasswordReset => "password_reset",
        RevocationReason.Compromise => "compromise",
        RevocationReason.Policy => "policy",
        RevocationReason.Other => "other",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };

    /// <summary>The reason of a word.</summary>
    public static bool TryParse(string? word, out RevocationReason reason)
    {
        foreach (var candidate in Enum.GetValues<RevocationReason>())
        {
            if (Of(candidate) == word)
            {
                reason = candidate;
                return true;
            }
        }

        reason = default;
        return false;
    }
}
