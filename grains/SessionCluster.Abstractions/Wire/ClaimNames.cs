namespace SessionCluster.Abstractions.Wire;

/// <summary>Member names of requests and answers. Registered claim names (RFC 7519, 7662, 9068) where one exists.</summary>
public static class ClaimNames
{
    /// <summary>Whether the session may be used.</summary>
    public const string Active = "active";

    /// <summary>Assurance level.</summary>
    public const string AssuranceLevel = "acr";

    /// <summary>Activity of the subject, or none.</summary>
    public const string Activity = "activity";

    /// <summary>Names one logical call of a caller that repeats it.</summary>
    public const string Attempt = "attempt";

    /// <summary>Attributes of the session.</summary>
    public const string Attributes = "attributes";

    /// <summary>Audience.</summary>
    public const string Audience = "aud";

    /// <summary>The authentication event of an establishment.</summary>
    public const string Authentication = "authentication";

    /// <summary>Authentication methods.</summary>
    public const string Methods = "amr";

    /// <summary>When the subject authenticated.</summary>
    public const string AuthenticatedAt = "auth_time";

    /// <summary>The challenge to send on.</summary>
    public const string Challenge = "challenge";

    /// <summary>Session class.</summary>
    public const string Class = "class";

    /// <summary>Client.</summary>
    public const string ClientId = "client_id";

    /// <summary>From when no silo accepts.</summary>
    public const string EffectiveAt = "effective_at";

    /// <summary>Who established a session.</summary>
    public const string EstablishedBy = "established_by";

    /// <summary>Names an ending.</summary>
    public const string EventId = "event_id";

    /// <summary>Absolute deadline.</summary>
    public const string ExpiresAt = "exp";

    /// <summary>Seconds until the absolute deadline.</summary>
    public const string ExpiresIn = "expires_in";

    /// <summary>The id of an authentication event.</summary>
    public const string Id = "id";

    /// <summary>When the session ends unless it is used.</summary>
    public const string IdleExpiresAt = "idle_expires_at";

    /// <summary>Idle timeout in seconds.</summary>
    public const string IdleTimeout = "idle_timeout";

    /// <summary>Who ended a session.</summary>
    public const string InitiatedBy = "initiated_by";

    /// <summary>When the session was established.</summary>
    public const string IssuedAt = "iat";

    /// <summary>Last activity.</summary>
    public const string LastUsedAt = "last_used_at";

    /// <summary>Largest age of the authentication, seconds.</summary>
    public const string MaxAge = "max_age";

    /// <summary>Use limit.</summary>
    public const string MaxUses = "max_uses";

    /// <summary>The next page.</summary>
    public const string Next = "next";

    /// <summary>A nonce to send on as <c>DPoP-Nonce</c>.</summary>
    public const string Nonce = "nonce";

    /// <summary>A DPoP proof.</summary>
    public const string Proof = "proof";

    /// <summary>Why something ends.</summary>
    public const string Reason = "reason";

    /// <summary>A reason in words.</summary>
    public const string ReasonDetail = "reason_detail";

    /// <summary>Why a validation was denied.</summary>
    public const string Refusal = "refusal";

    /// <summary>What an endpoint asks of a session.</summary>
    public const string Required = "required";

    /// <summary>When an ending was decided.</summary>
    public const string RevokedAt = "revoked_at";

    /// <summary>How a token was presented.</summary>
    public const string Scheme = "scheme";

    /// <summary>Scope.</summary>
    public const string Scope = "scope";

    /// <summary>Sessions of a list.</summary>
    public const string Sessions = "sessions";

    /// <summary>How many sessions an ending ended.</summary>
    public const string SessionsEnded = "sessions_ended";

    /// <summary>Session id.</summary>
    public const string SessionId = "sid";

    /// <summary>HTTP status to send on, or the status of a session.</summary>
    public const string Status = "status";

    /// <summary>Subject.</summary>
    public const string Subject = "sub";

    /// <summary>Session token.</summary>
    public const string Token = "token";

    /// <summary>Token type.</summary>
    public const string TokenType = "token_type";

    /// <summary>Uses that may still be accepted.</summary>
    public const string UsesLeft = "uses_left";

    /// <summary>Confirmation: the key a session is bound to (RFC 7800).</summary>
    public const string Confirmation = "cnf";

    /// <summary>A proof of the key of a confirmation.</summary>
    public const string ConfirmationProof = "cnf_proof";

    /// <summary>The thumbprint of a JWK (RFC 9449 section 6.1).</summary>
    public const string KeyThumbprint = "jkt";

    /// <summary>The thumbprint of a certificate (RFC 8705 section 3.1).</summary>
    public const string CertificateThumbprint = "x5t#S256";

    /// <summary>The thumbprint of the certificate that an API service's connection had.</summary>
    public const string PresentedCertificate = "certificate_thumbprint";

    /// <summary>Where a session's key lives.</summary>
    public const string KeyStorage = "key_storage";

    /// <summary>The method of the request that a proof is for.</summary>
    public const string Method = "method";

    /// <summary>The URI of the request that a proof is for.</summary>
    public const string Uri = "uri";

    /// <summary>What a client declares of itself.</summary>
    public const string Context = "context";

    /// <summary>Version of a <see cref="Context"/>.</summary>
    public const string Version = "v";

    /// <summary>The digest of a <c>User-Agent</c>.</summary>
    public const string UserAgent = "ua";

    /// <summary>Who answers an introspection: the service itself.</summary>
    public const string Issuer = "iss";

    /// <summary>What kind of token the caller believes it has; it limits nothing.</summary>
    public const string TokenTypeHint = "token_type_hint";

    /// <summary>A caller's secret in a form, where it is refused.</summary>
    public const string ClientSecret = "client_secret";

    /// <summary>A caller's assertion in a form, where it is refused.</summary>
    public const string ClientAssertion = "client_assertion";

    /// <summary>The error of an OAuth call (RFC 6749 section 5.2).</summary>
    public const string Error = "error";

    /// <summary>That error in words.</summary>
    public const string ErrorDescription = "error_description";

    /// <summary>The digest of what names a device.</summary>
    public const string Device = "device";

    /// <summary>The device a session is established for, as the login service names it.</summary>
    public const string DeviceId = "device_id";

    /// <summary>When a token should be rotated.</summary>
    public const string RotateAfter = "rotate_after";

    /// <summary>Names one rotation of a bearer session.</summary>
    public const string RotationId = "rotation_id";

    /// <summary>Whether a session must stand for a human being who acts in person.</summary>
    public const string Human = "human";

    /// <summary>How often a session's secret was replaced.</summary>
    public const string Generation = "generation";

    /// <summary>Why a session is locked by itself.</summary>
    public const string LockedOn = "locked_on";

    /// <summary>Since when a session's token is known to be in other hands too.</summary>
    public const string TaintedAt = "tainted_at";

    /// <summary>Events of a session.</summary>
    public const string Events = "events";

    /// <summary>How many.</summary>
    public const string Count = "count";

    /// <summary>The hash of the latest event.</summary>
    public const string Head = "head";

    /// <summary>The HTTP status to send on to the end client, in a problem, whose <c>status</c> is its own.</summary>
    public const string EndClientStatus = "end_client_status";

    /// <summary>Whether a session is the one that asks.</summary>
    public const string Current = "current";

    /// <summary>The one session that goes on.</summary>
    public const string Keep = "keep";

    /// <summary>What is reported.</summary>
    public const string Type = "type";

    /// <summary>How high a risk is.</summary>
    public const string Level = "level";

    /// <summary>What a lock names.</summary>
    public const string Dimension = "dimension";

    /// <summary>Which one of its dimension a lock names.</summary>
    public const string Value = "value";

    /// <summary>When a lock ends by itself.</summary>
    public const string Until = "until";

    /// <summary>Words for operators who find a lock.</summary>
    public const string Message = "message";

    /// <summary>When a lock was decided.</summary>
    public const string LockedAt = "locked_at";

    /// <summary>Locks of a list.</summary>
    public const string Locks = "locks";
}
