using System.Security.Claims;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.AspNetCore.Authentication;

/// <summary>The session behind a principal.</summary>
public static class SessionPrincipalExtensions
{
    /// <summary>The facts of the session that the request was accepted with, or <see langword="null"/> when it was none of this scheme's. They speak of this request: never keep them.</summary>
    public static SessionFacts? GetSession(this ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        foreach (var identity in principal.Identities)
        {
            if (identity is SessionIdentity session)
            {
                return session.Facts;
            }
        }

        return null;
    }
}
