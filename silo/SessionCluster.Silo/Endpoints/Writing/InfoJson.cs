using System.Text.Json;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>Writes what operators see of a session; never a secret.</summary>
internal static class InfoJson
{
    /// <summary>The members, inside an object.</summary>
    public static void Write(Utf8JsonWriter writer, SessionInfo info)
    {
        FactsJson.Write(writer, info.Facts);
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

        if (info is { Receipt: { } receipt, Order: { } order })
        {
            WriteEnd(writer, receipt, order);
        }
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
