using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Callers;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>Writes the answer to an introspection (RFC 7662 section 2.2): of the session's audiences only those that the caller may name.</summary>
internal static class IntrospectionJson
{
    private const string Json = "application/json";

    /// <summary>200: live, if it is for any service of the caller's.</summary>
    public static Task WriteAsync(HttpResponse response, SessionFacts facts, Caller caller, string issuer)
    {
        if (!MayNameAny(caller, facts))
        {
            return WriteInactiveAsync(response);
        }

        using var json = JsonAnswer.Begin(response, Json);
        var writer = json.Writer;
        writer.WriteBoolean(EncodedNames.Active, true);
        FactsJson.WriteScope(writer, facts.Scope);
        writer.WriteString(EncodedNames.ClientId, facts.ClientId.Value);
        writer.WriteString(EncodedNames.Subject, facts.Subject.Value);
        writer.WriteStartArray(EncodedNames.Audience);
        foreach (var audience in facts.Audiences)
        {
            if (caller.MayName(audience))
            {
                writer.WriteStringValue(audience.Value);
            }
        }

        writer.WriteEndArray();
        writer.WriteString(EncodedNames.Issuer, issuer);
        writer.WriteNumber(EncodedNames.ExpiresAt, facts.AbsoluteDeadline.ToUnixTimeSeconds());
        writer.WriteNumber(EncodedNames.IssuedAt, facts.IssuedAt.ToUnixTimeSeconds());
        writer.WriteString(EncodedNames.TokenType, SchemeWords.TypeOf(facts.Confirmation));
        FactsJson.WriteConfirmation(writer, facts.Confirmation);
        writer.WriteString(EncodedNames.SessionId, facts.Id.ToString());
        FactsJson.WriteAuthentication(writer, facts);
        return json.End();
    }

    /// <summary>200: everything else, always the same.</summary>
    public static Task WriteInactiveAsync(HttpResponse response)
    {
        using var json = JsonAnswer.Begin(response, Json);
        json.Writer.WriteBoolean(EncodedNames.Active, false);
        return json.End();
    }

    private static bool MayNameAny(Caller caller, SessionFacts facts)
    {
        foreach (var audience in facts.Audiences)
        {
            if (caller.MayName(audience))
            {
                return true;
            }
        }

        return false;
    }
}
