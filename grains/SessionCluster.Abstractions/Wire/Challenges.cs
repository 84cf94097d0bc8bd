using System.Globalization;
using System.Text;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Wire;

/// <summary>
/// What an API service sends to the end client: the status and the <c>WWW-Authenticate</c> of RFC 6750 section 3 and RFC 9470 section 3. No description: the end client learns the
/// error's name, not our reasons.
/// </summary>
public static class Challenges
{
    /// <summary>To a request that is malformed or has two credentials (400).</summary>
    public const string InvalidRequest = "Bearer error=\"invalid_request\"";

    private const string InvalidToken = "Bearer error=\"invalid_token\"";
    private const string InsufficientAuthentication = "Bearer error=\"insufficient_user_authentication\"";
    private const string InsufficientScope = "Bearer error=\"insufficient_scope\"";

    /// <summary>The HTTP status to send on: 403 for a missing scope, 401 for everything else.</summary>
    public static int StatusOf(SessionRefusal refusal) => refusal == SessionRefusal.Scope ? 403 : 401;

    /// <summary>The challenge to send on.</summary>
    /// <param name="refusal">Why the session was refused.</param>
    /// <param name="requirements">What the endpoint asked for, which a client must know to do better.</param>
    public static string Of(SessionRefusal refusal, ValidationRequirements requirements)
    {
        ArgumentNullException.ThrowIfNull(requirements);
        return refusal switch
        {
            SessionRefusal.Idle or SessionRefusal.Locked or SessionRefusal.Assurance => WithAuthentication(requirements),
            SessionRefusal.Scope => $"{InsufficientScope}, scope=\"{requirements.Scope}\"",
            _ => InvalidToken,
        };
    }

    private static string WithAuthentication(ValidationRequirements requirements)
    {
        var acr = AssuranceWords.Of(requirements.Assurance);
        if (acr is null && requirements.MaxAuthenticationAge is null)
        {
            return InsufficientAuthentication;
        }

        var challenge = new StringBuilder(InsufficientAuthentication);
        if (acr is not null)
        {
            challenge.Append(CultureInfo.InvariantCulture, $", acr_values=\"{acr}\"");
        }

        if (requirements.MaxAuthenticationAge is { } age)
        {
            challenge.Append(CultureInfo.InvariantCulture, $", max_age=\"{(long)age.TotalSeconds}\"");
        }

        return challenge.ToString();
    }
}
