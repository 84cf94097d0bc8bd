using System.Text.Json;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>Writes what several answers have in common. On the hot path: no LINQ, no closures, no strings made for the occasion but the handle.</summary>
internal static class FactsJson
{
    /// <summary>The facts that everybody who may ask sees.</summary>
    public static void Write(Utf8JsonWriter writer, SessionFacts facts)
    {
        writer.WriteString(EncodedNames.Subject, facts.Subject.Value);
        writer.WriteString(EncodedNames.SessionId, facts.Id.ToString());
        writer.WriteString(EncodedNames.Class, facts.Class.Value);
        writer.WriteString(EncodedNames.ClientId, facts.ClientId.Value);
        WriteScope(writer, facts.Scope);
        WriteAssurance(writer, facts.Assurance);
        writer.WriteStartArray(EncodedNames.Methods);
        foreach (var method in facts.Methods)
        {
            writer.WriteStringValue(method);
        }

        writer.WriteEndArray();
        writer.WriteNumber(EncodedNames.AuthenticatedAt, facts.AuthenticatedAt.ToUnixTimeSeconds());
        writer.WriteNumber(EncodedNames.IssuedAt, facts.IssuedAt.ToUnixTimeSeconds());
        writer.WriteNumber(EncodedNames.ExpiresAt, facts.AbsoluteDeadline.ToUnixTimeSeconds());
        writer.WriteNumber(EncodedNames.IdleTimeout, facts.IdleTimeout.Ticks / TimeSpan.TicksPerSecond);
        if (facts.Attributes.Values.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(EncodedNames.Attributes);
        foreach (var (name, value) in facts.Attributes.Values)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>The assurance level, unless there is none.</summary>
    public static void WriteAssurance(Utf8JsonWriter writer, AssuranceLevel level)
    {
        if (AssuranceWords.Of(level) is { } word)
        {
            writer.WriteString(EncodedNames.AssuranceLevel, word);
        }
    }

    /// <summary>The members that every receipt has.</summary>
    public static void WriteEnding(Utf8JsonWriter writer, RevocationReceipt receipt)
    {
        writer.WriteNumber(EncodedNames.RevokedAt, receipt.RevokedAt.ToUnixTimeSeconds());
        writer.WriteNumber(EncodedNames.EffectiveAt, receipt.EffectiveAt.ToUnixTimeSeconds());
        writer.WriteString(EncodedNames.EventId, receipt.EventId.ToString());
    }

    private static void WriteScope(Utf8JsonWriter writer, ScopeSet scope)
    {
        Span<char> text = stackalloc char[ScopeSet.MaxLength];
        var length = 0;
        foreach (var token in scope.Tokens)
        {
            if (length > 0)
            {
                text[length++] = ' ';
            }

            token.CopyTo(text[length..]);
            length += token.Length;
        }

        if (length > 0)
        {
            writer.WriteString(EncodedNames.Scope, text[..length]);
        }
    }
}
