using System.Globalization;
using System.Security.Claims;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.AspNetCore.Authentication;

/// <summary>An identity that this scheme made, with the facts behind its claims: a claim of the same name from another scheme counts for nothing here.</summary>
internal sealed class SessionIdentity : ClaimsIdentity
{
    // The value type that the handlers of JWTs give to JSON.
    private const string JsonValue = "JSON";

    public SessionIdentity(SessionFacts facts, string scheme)
        : base(ClaimsOf(facts, scheme), scheme, SessionClaimTypes.Subject, DefaultRoleClaimType) => Facts = facts;

    private SessionIdentity(SessionIdentity other)
        : base(other) => Facts = other.Facts;

    public SessionFacts Facts { get; }

    /// <summary>Claims transformations clone.</summary>
    public override ClaimsIdentity Clone() => new SessionIdentity(this);

    private static List<Claim> ClaimsOf(SessionFacts facts, string scheme)
    {
        var claims = new List<Claim>();
        Add(SessionClaimTypes.Subject, facts.Subject.Value);
        Add(SessionClaimTypes.SessionId, facts.Id.ToString());
        Add(SessionClaimTypes.Class, facts.Class.Value);
        Add(SessionClaimTypes.ClientId, facts.ClientId.Value);
        foreach (var token in facts.Scope.Tokens)
        {
            Add(SessionClaimTypes.Scope, token);
        }

        foreach (var method in facts.Methods)
        {
            Add(SessionClaimTypes.Method, method);
        }

        if (AssuranceWords.Of(facts.Assurance) is { } level)
        {
            Add(SessionClaimTypes.Assurance, level);
        }

        Add(SessionClaimTypes.AuthenticatedAt, Seconds(facts.AuthenticatedAt), ClaimValueTypes.Integer64);
        Add(SessionClaimTypes.ExpiresAt, Seconds(facts.AbsoluteDeadline), ClaimValueTypes.Integer64);
        if (facts.Confirmation is { } confirmation)
        {
            Add(SessionClaimTypes.Confirmation, Json(confirmation), JsonValue);
        }

        foreach (var (name, value) in facts.Attributes.Values)
        {
            Add(SessionClaimTypes.AttributePrefix + name, value);
        }

        return claims;

        void Add(string type, string value, string valueType = ClaimValueTypes.String) => claims.Add(new(type, value, valueType, scheme));
    }

    // A thumbprint is base64url: nothing to escape.
    private static string Json(Confirmation confirmation) =>
        $$"""{"{{(confirmation.Method == ConfirmationMethod.Jkt ? ClaimNames.KeyThumbprint : ClaimNames.CertificateThumbprint)}}":"{{confirmation.Thumbprint}}"}""";

    private static string Seconds(DateTimeOffset instant) => instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
