using System.Text.Json;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>Writes answers. What is empty is left out; instants are whole Unix seconds, deadlines rounded down.</summary>
internal static class SessionJson
{
    private const string Json = "application/json";

    /// <summary>201: the only answer that holds the token of a session that was not there before.</summary>
    public static Task WriteEstablishedAsync(HttpResponse response, EstablishResult.Established established, DateTimeOffset now)
    {
        response.StatusCode = StatusCodes.Status201Created;
        response.Headers.Location = $"/sessions/{established.Id}";
        return WriteTokenAsync(response, established, now);
    }

    /// <summary>200: another token of a session that was there before.</summary>
    public static Task WriteTokenAsync(HttpResponse response, EstablishResult.Established established, DateTimeOffset now)
    {
        using var json = JsonAnswer.Begin(response, Json);
        var writer = json.Writer;
        writer.WriteString(EncodedNames.Token, established.Token.Reveal());
        writer.WriteString(EncodedNames.TokenType, SchemeWords.TypeOf(established.Confirmation));
        writer.WriteString(EncodedNames.SessionId, established.Id.ToString());
        writer.WriteNumber(EncodedNames.ExpiresAt, established.AbsoluteDeadline.ToUnixTimeSeconds());
        writer.WriteNumber(EncodedNames.ExpiresIn, Math.Max(0, (established.AbsoluteDeadline - now).Ticks / TimeSpan.TicksPerSecond));
        writer.WriteNumber(EncodedNames.IdleTimeout, established.IdleTimeout.Ticks / TimeSpan.TicksPerSecond);
        WriteRotateAfter(writer, established.RotateAfter);
        FactsJson.WriteAssurance(writer, established.Assurance);
        FactsJson.WriteConfirmation(writer, established.Confirmation);
        return json.End();
    }

    /// <summary>200: the session may be used.</summary>
    /// <param name="response">The response.</param>
    /// <param name="verdict">An acceptance.</param>
    /// <param name="audience">Who asked; the session's other audiences are none of its business.</param>
    public static Task WriteAcceptedAsync(HttpResponse response, SessionVerdict verdict, Audience audience)
    {
        using var json = JsonAnswer.Begin(response, Json);
        var writer = json.Writer;
        writer.WriteBoolean(EncodedNames.Active, true);
        FactsJson.Write(writer, verdict.Facts!);
        writer.WriteString(EncodedNames.Audience, audience.Value);
        writer.WriteNumber(EncodedNames.IdleExpiresAt, verdict.IdleDeadline.ToUnixTimeSeconds());
        writer.WriteString(EncodedNames.TokenType, SchemeWords.TypeOf(verdict.Facts!.Confirmation));
        WriteRotateAfter(writer, verdict.RotateAfter);
        WriteNonce(writer, verdict);
        return json.End();
    }

    /// <summary>200: the session may not be used. No fact of it.</summary>
    /// <param name="response">The response.</param>
    /// <param name="verdict">A refusal.</param>
    /// <param name="requirements">What was asked of the session.</param>
    /// <param name="scheme">How the token was presented to the service that asks.</param>
    public static Task WriteRefusedAsync(HttpResponse response, SessionVerdict verdict, ValidationRequirements requirements, TokenScheme scheme)
    {
        var refusal = verdict.Refusal;
        using var json = JsonAnswer.Begin(response, Json);
        var writer = json.Writer;
        writer.WriteBoolean(EncodedNames.Active, false);
        writer.WriteString(EncodedNames.Refusal, RefusalCodes.Of(refusal));
        writer.WriteNumber(EncodedNames.Status, Challenges.StatusOf(refusal));
        WriteChallenge(writer, verdict, requirements, scheme);
        return json.End();
    }

    /// <summary>200: a receipt.</summary>
    public static Task WriteReceiptAsync(HttpResponse response, RevocationReceipt receipt)
    {
        using var json = JsonAnswer.Begin(response, Json);
        var writer = json.Writer;
        if (receipt.Subject.IsUnset)
        {
            writer.WriteString(EncodedNames.SessionId, receipt.Id.ToString());
        }
        else
        {
            writer.WriteString(EncodedNames.Subject, receipt.Subject.Value);
        }

        writer.WriteNumber(EncodedNames.SessionsEnded, receipt.SessionsEnded);
        FactsJson.WriteEnding(writer, receipt);
        return json.End();
    }

    /// <summary>200: what is known of one session.</summary>
    public static Task WriteInfoAsync(HttpResponse response, SessionInfo info)
    {
        using var json = JsonAnswer.Begin(response, Json);
        InfoJson.Write(json.Writer, info);
        return json.End();
    }

    /// <summary>200: a page of a subject's sessions.</summary>
    public static Task WriteListAsync(HttpResponse response, ListResult.Page page)
    {
        using var json = JsonAnswer.Begin(response, Json);
        var writer = json.Writer;
        writer.WriteStartArray(EncodedNames.Sessions);
        foreach (var info in page.Sessions)
        {
            writer.WriteStartObject();
            InfoJson.Write(writer, info);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (page.Next is { } next)
        {
            writer.WriteString(EncodedNames.Next, next.ToString());
        }

        return json.End();
    }

    /// <summary>200: a page of a holder's own sessions.</summary>
    public static Task WriteOwnListAsync(HttpResponse response, OwnListResult.Page page)
    {
        using var json = JsonAnswer.Begin(response, Json);
        var writer = json.Writer;
        writer.WriteStartArray(EncodedNames.Sessions);
        foreach (var info in page.Sessions)
        {
            writer.WriteStartObject();
            InfoJson.WriteOwn(writer, info, isCurrent: info.Facts.Id == page.Current);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (page.Next is { } next)
        {
            writer.WriteString(EncodedNames.Next, next.ToString());
        }

        return json.End();
    }

    /// <summary>What the end client is told of a refusal: the challenge, and the nonce that some come with.</summary>
    public static void WriteChallenge(Utf8JsonWriter writer, SessionVerdict verdict, ValidationRequirements requirements, TokenScheme scheme)
    {
        if (Challenges.ErrorOf(verdict.Refusal) is not null)
        {
            writer.WriteString(EncodedNames.Challenge, Challenges.Of(verdict.Refusal, requirements, scheme));
        }

        WriteNonce(writer, verdict);
    }

    private static void WriteRotateAfter(Utf8JsonWriter writer, DateTimeOffset? rotateAfter)
    {
        if (rotateAfter is { } instant)
        {
            writer.WriteNumber(EncodedNames.RotateAfter, instant.ToUnixTimeSeconds());
        }
    }

    private static void WriteNonce(Utf8JsonWriter writer, SessionVerdict verdict)
    {
        if (verdict.Nonce is { } nonce)
        {
            writer.WriteString(EncodedNames.Nonce, nonce);
        }
    }
}
