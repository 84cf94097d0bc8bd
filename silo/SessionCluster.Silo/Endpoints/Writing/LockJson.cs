using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>Writes locks.</summary>
internal static class LockJson
{
    private const string Json = "application/json";

    /// <summary>201: in force.</summary>
    public static Task WriteLockedAsync(HttpResponse response, LockResult.Locked locked)
    {
        response.StatusCode = StatusCodes.Status201Created;
        using var json = JsonAnswer.Begin(response, Json);
        json.Writer.WriteString(EncodedNames.Id, locked.Id.ToString());
        json.Writer.WriteNumber(EncodedNames.EffectiveAt, locked.EffectiveAt.ToUnixTimeSeconds());
        return json.End();
    }

    /// <summary>200: a page of the locks that stand.</summary>
    public static Task WriteListAsync(HttpResponse response, LockListResult.Page page)
    {
        using var json = JsonAnswer.Begin(response, Json);
        var writer = json.Writer;
        writer.WriteStartArray(EncodedNames.Locks);
        foreach (var entry in page.Locks)
        {
            writer.WriteStartObject();
            Write(writer, entry);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (page.Next is { } next)
        {
            writer.WriteString(EncodedNames.Next, next.ToString());
        }

        InfoJson.WriteEvents(writer, page.Events, page.EventHead);
        return json.End();
    }

    private static void Write(System.Text.Json.Utf8JsonWriter writer, SessionLockEntry entry)
    {
        var order = entry.Order;
        writer.WriteString(EncodedNames.Id, entry.Id.ToString());
        writer.WriteString(EncodedNames.Dimension, LockWords.Of(order.Dimension));
        if (order.Dimension != LockDimension.All)
        {
            writer.WriteString(EncodedNames.Value, order.Value);
        }

        if (order.Until is { } until)
        {
            writer.WriteNumber(EncodedNames.Until, until.ToUnixTimeSeconds());
        }

        if (order.Message is { } message)
        {
            writer.WriteString(EncodedNames.Message, message);
        }

        writer.WriteString(EncodedNames.Reason, ReasonWords.Of(order.Order.Reason));
        if (order.Order.Detail is { } detail)
        {
            writer.WriteString(EncodedNames.ReasonDetail, detail);
        }

        if (order.Order.Initiator.Kind == InitiatorKind.Client)
        {
            writer.WriteString(EncodedNames.InitiatedBy, order.Order.Initiator.Client.Value);
        }

        writer.WriteNumber(EncodedNames.LockedAt, entry.LockedAt.ToUnixTimeSeconds());
    }
}
