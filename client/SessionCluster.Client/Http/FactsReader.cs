using System.Collections.Immutable;
using System.Text.Json;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Client.Http;

/// <summary>Reads the facts of an answer by the identifiers' own rules.</summary>
internal static class FactsReader
{
    /// <summary>Reads them.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="audiences">Whom the session is for, as far as the answer says.</param>
    public static SessionFacts? Read(JsonElement json, ImmutableArray<Audience> audiences) =>
        json.TryText(ClaimNames.Class, out var name) && SessionClassName.TryCreate(name, out var sessionClass)
        && TryReadHuman(json, out var human)
        && json.TrySpan(ClaimNames.IdleTimeout, out var idleTimeout)
        && json.TryTextMap(ClaimNames.Attributes, out var map)
        && SessionAttributes.TryCreate(map, out var attributes)
        && ReadShared(json, audiences) is { } facts
            ? facts with { Class = sessionClass, Human = human, IdleTimeout = idleTimeout, Attributes = attributes, KeyStorage = PossessionReader.KeyStorage(json) }
            : null;

    /// <summary>Reads those that RFC 7662 has members for: neither class nor idle timeout nor attributes.</summary>
    public static SessionFacts? ReadIntrospected(JsonElement json) => TryReadAudiences(json, out var audiences) ? ReadShared(json, audiences) : null;

    /// <summary>Whom a session is for, where the answer says that of all.</summary>
    public static bool TryReadAudiences(JsonElement json, out ImmutableArray<Audience> audiences)
    {
        audiences = [];
        if (!json.TryTexts(ClaimNames.Audience, out var texts))
        {
            return false;
        }

        foreach (var text in texts)
        {
            if (!Audience.TryCreate(text, out var audience))
            {
                return false;
            }

            audiences = audiences.Add(audience);
        }

        return true;
    }

    /// <summary>Left out means that it does not, and so do services before 0.4.</summary>
    private static bool TryReadHuman(JsonElement json, out bool human)
    {
        human = false;
        return !json.TryGetProperty(ClaimNames.Human, out _) || json.TryFlag(ClaimNames.Human, out human);
    }

    private static SessionFacts? ReadShared(JsonElement json, ImmutableArray<Audience> audiences)
    {
        if (!TryReadNames(json, out var id, out var subject, out var client)
            || !TryReadScope(json, out var scope)
            || !TryReadAssurance(json, out var assurance)
            || !json.TryTexts(ClaimNames.Methods, out var methods)
            || !json.TryInstant(ClaimNames.AuthenticatedAt, out var authenticatedAt)
            || !json.TryInstant(ClaimNames.IssuedAt, out var issuedAt)
            || !json.TryInstant(ClaimNames.ExpiresAt, out var deadline)
            || !PossessionReader.TryConfirmation(json, out var confirmation))
        {
            return null;
        }

        return new()
        {
            Id = id,
            Subject = subject,
            Class = default,
            ClientId = client,
            Scope = scope,
            Audiences = audiences,
            Assurance = assurance,
            Methods = methods,
            AuthenticatedAt = authenticatedAt,
            IssuedAt = issuedAt,
            AbsoluteDeadline = deadline,
            IdleTimeout = default,
            Attributes = SessionAttributes.Empty,
            Confirmation = confirmation,
        };
    }

    /// <summary>The assurance level; absent is none.</summary>
    public static bool TryReadAssurance(JsonElement json, out AssuranceLevel assurance)
    {
        assurance = AssuranceLevel.None;
        return !json.TryGetProperty(ClaimNames.AssuranceLevel, out _) || (json.TryText(ClaimNames.AssuranceLevel, out var word) && AssuranceWords.TryParse(word, out assurance));
    }

    private static bool TryReadNames(JsonElement json, out SessionId id, out SubjectId subject, out ClientId client)
    {
        (id, subject, client) = (default, default, default);
        return json.TryText(ClaimNames.SessionId, out var sid) && SessionId.TryParse(sid, out id)
            && json.TryText(ClaimNames.Subject, out var sub) && SubjectId.TryCreate(sub, out subject, out _)
            && json.TryText(ClaimNames.ClientId, out var clientId) && ClientId.TryCreate(clientId, out client);
    }

    private static bool TryReadScope(JsonElement json, out ScopeSet scope)
    {
        scope = ScopeSet.Empty;
        return !json.TryGetProperty(ClaimNames.Scope, out _) || (json.TryText(ClaimNames.Scope, out var text) && ScopeSet.TryParse(text, out scope));
    }
}
