using System.Text.Json;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>Writes what operators, and holders of their own sessions, see of a session; never a secret.</summary>
internal static class InfoJson
{
    /// <summary>The members, inside an object.</summary>
    public static void Write(Utf8JsonWriter writer, SessionInfo info)
    {
        WriteShared(writer, info);
        FactsJson.WriteAttributes(writer, info.Facts.Attributes);
        WriteLife(writer, info);
        if (info is { Receipt: { } receipt, Order: { } order })
        {
            WriteEnd(writer, receipt, order);
        }
    }

    /// <summary>What a holder sees of its subject's sessions, inside an object: not what services keep for themselves (attributes, evidence, events).</summary>
    public static void WriteOwn(Utf8JsonWriter writer, SessionInfo info, bool isCurrent)
    {
        WriteShared(writer, info);
        writer.WriteBoolean(EncodedNames.Current, isCurrent);
    }

    private static void WriteShared(Utf8JsonWriter writer, SessionInfo info)
    {
        FactsJson.WriteWithoutAttributes(writer, info.Facts);
        writer.WriteStartArray(EncodedNames.Audience);
        foreach (var audience in info.Facts.Audiences)
        {
            writer.WriteStringValue(audience.Value);
        }

        writer.WriteEndArray();
        writer.WriteString(EncodedNames.Status, StatusWords.Of(info.Status));
        writer.WriteString(EncodedNames.EstablishedBy, info.EstablishedBy.Value);
        writer.WriteNumber(EncodedNames.LastUsedAt, info.LastUsedAt.ToUnixTimeSeconds());
        writer.WriteNumber(EncodedNames.IdleExpiresAt, info.IdleDeadline.ToUnixTimeSeconds());
        if (info is { MaxUses: { } limit, UsesLeft: { } left })
        {
            writer.WriteNumber(EncodedNames.MaxUses, limit);
            writer.WriteNumber(EncodedNames.UsesLeft, left);
        }

        if (!info.Device.IsUnset)
        {
            writer.WriteString(EncodedNames.DeviceId, info.Device.Value);
        }
    }

    private static void WriteLife(Utf8JsonWriter writer, SessionInfo info)
    {
        writer.WriteNumber(EncodedNames.Generation, info.Generation);
        if (info.LockedOn != SessionRefusal.None)
        {
            writer.WriteString(EncodedNames.LockedOn, RefusalCodes.Of(info.LockedOn));
        }

        if (info.TaintedAt is { } taintedAt)
        {
            writer.WriteNumber(EncodedNames.TaintedAt, taintedAt.ToUnixTimeSeconds());
        }

        WriteEvents(writer, info.Events, info.EventHead);
    }

    /// <summary>How many events a stream has, and the hash of the latest.</summary>
    public static void WriteEvents(Utf8JsonWriter writer, long count, EventHash head)
    {
        writer.WriteStartObject(EncodedNames.Events);
        writer.WriteNumber(EncodedNames.Count, count);
        writer.WriteString(EncodedNames.Head, head.ToString());
        writer.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter writer, RevocationReceipt receipt, RevocationOrder order)
    {
        writer.WriteString(EncodedNames.Reason, ReasonWords.Of(order.Reason));
        if (order.Detail is { } detail)
        {
            writer.WriteString(EncodedNames.ReasonDetail, detail);
        }

        if (order.Initiator.Kind == InitiatorKind.Client)
        {
            writer.WriteString(EncodedNames.InitiatedBy, order.Initiator.Client.Value);
        }

        FactsJson.WriteEnding(writer, receipt);
    }
}
