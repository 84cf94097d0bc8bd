using SessionCluster.Abstractions.Wire;

namespace SessionCluster.AspNetCore.Authentication;

/// <summary>The claims of a session's principal: registered names (RFC 7519, 8176, 9068). The subject is the principal's name.</summary>
public static class SessionClaimTypes
{
    /// <summary>Who authenticated.</summary>
    public const string Subject = ClaimNames.Subject;

    /// <summary>The session's public name.</summary>
    public const string SessionId = ClaimNames.SessionId;

    /// <summary>The client that holds the session.</summary>
    public const string ClientId = ClaimNames.ClientId;

    /// <summary>The session's class.</summary>
    public const string Class = ClaimNames.Class;

    /// <summary>One claim for each scope token, so that <c>RequireClaim("scope", "orders.read")</c> means what it says.</summary>
    public const string Scope = ClaimNames.Scope;

    /// <summary>One claim for each authentication method.</summary>
    public const string Method = ClaimNames.Methods;

    /// <summary>The assurance level, <c>aal1</c> to <c>aal3</c>; absent below.</summary>
    public const string Assurance = ClaimNames.AssuranceLevel;

    /// <summary>When the subject authenticated, Unix seconds.</summary>
    public const string AuthenticatedAt = ClaimNames.AuthenticatedAt;

    /// <summary>The absolute deadline, Unix seconds.</summary>
    public const string ExpiresAt = ClaimNames.ExpiresAt;

    /// <summary>The key that the session is bound to, as JSON: <c>{"jkt":"..."}</c> or <c>{"x5t#S256":"..."}</c>; absent for a bearer session.</summary>
    public const string Confirmation = ClaimNames.Confirmation;

    /// <summary>What stands before an attribute's name, <c>attributes.plan</c>: whoever attaches attributes must not make a <c>sub</c>.</summary>
    public const string AttributePrefix = ClaimNames.Attributes + ".";
}
