using System.Text.Json;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>Writes what several answers have in common. On the hot path: no LINQ, no closures, no strings made for the occasion but the handle and the thumbprint.</summary>
internal static class FactsJson
{
    /// <summary>The facts that everybody who may ask sees.</summary>
    public static void Write(Utf8JsonWriter writer, SessionFacts facts)
    {
        WriteWithoutAttributes(writer, facts);
        WriteAttributes(writer, facts.Attributes);
    }

    /// <summary>The same, but for what the login service attached for services.</summary>
    public static void WriteWithoutAttributes(Utf8JsonWriter writer, SessionFacts facts)
    {
        writer.WriteString(EncodedNames.Subject, facts.Subject.Value);
        writer.WriteString(EncodedNames.SessionId, facts.Id.ToString());
        writer.WriteString(EncodedNames.Class, facts.Class.Value);
        if (facts.Human)
        {
            writer.WriteBoolean(EncodedNames.Human, true);
        }

        writer.WriteString(EncodedNames.ClientId, facts.ClientId.Value);
        WriteScope(writer, facts.Scope);
        WriteAuthentication(writer, facts);
        writer.WriteNumber(EncodedNames.IssuedAt, facts.IssuedAt.ToUnixTimeSeconds());
        writer.WriteNumber(EncodedNames.ExpiresAt, facts.AbsoluteDeadline.ToUnixTimeSeconds());
        writer.WriteNumber(EncodedNames.IdleTimeout, facts.IdleTimeout.Ticks / TimeSpan.TicksPerSecond);
        WriteConfirmation(writer, facts.Confirmation);
        if (KeyStorageWords.Of(facts.KeyStorage) is { } storage)
        {
            writer.WriteString(EncodedNames.KeyStorage, storage);
        }
    }

    /// <summary>What the login service attached, unless that is nothing.</summary>
    public static void WriteAttributes(Utf8JsonWriter writer, SessionAttributes attributes)
    {
        if (attributes.Values.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(EncodedNames.Attributes);
        foreach (var (name, value) in attributes.Values)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>How and when the subject authenticated.</summary>
    public static void WriteAuthentication(Utf8JsonWriter writer, SessionFacts facts)
    {
        WriteAssurance(writer, facts.Assurance);
        writer.WriteStartArray(EncodedNames.Methods);
        foreach (var method in facts.Methods)
        {
            writer.WriteStringValue(method);
        }

        writer.WriteEndArray();
        writer.WriteNumber(EncodedNames.AuthenticatedAt, facts.AuthenticatedAt.ToUnixTimeSeconds());
    }

    /// <summary>The key of a bound session; nothing for a bearer session.</summary>
    public static void WriteConfirmation(Utf8JsonWriter writer, Confirmation? confirmation)
    {
        if (confirmation is null)
        {
            return;
        }

        writer.WriteStartObject(EncodedNames.Confirmation);
        writer.WriteString(confirmation.Method == ConfirmationMethod.Jkt ? EncodedNames.KeyThumbprint : EncodedNames.CertificateThumbprint, confirmation.Thumbprint.ToString());
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

    /// <summary>The scope, unless it is empty.</summary>
    public static void WriteScope(Utf8JsonWriter writer, ScopeSet scope)
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
