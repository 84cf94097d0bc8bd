using System.Collections.Immutable;
using System.Text.Json;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Http;

/// <summary>Reads locks. <see langword="null"/> for an answer that is not what the contract says.</summary>
internal static class LockReader
{
    public static LockResult.Locked? Locked(JsonElement json) =>
        json.TryText(ClaimNames.Id, out var text) && EventId.TryParse(text, out var id) && json.TryInstant(ClaimNames.EffectiveAt, out var effectiveAt) ? new(id, effectiveAt) : null;

    public static LockListResult.Page? List(JsonElement json)
    {
        if (!json.TryGetProperty(ClaimNames.Locks, out var locks) || locks.ValueKind != JsonValueKind.Array || !LifeReader.TryReadEvents(json, out var events, out var head))
        {
            return null;
        }

        var entries = ImmutableArray.CreateBuilder<SessionLockEntry>(locks.GetArrayLength());
        foreach (var item in locks.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || Entry(item) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
        }

        EventId? next = null;
        if (json.TryGetProperty(ClaimNames.Next, out _))
        {
            if (!json.TryText(ClaimNames.Next, out var text) || !EventId.TryParse(text, out var id))
            {
                return null;
            }

            next = id;
        }

        return new(entries.MoveToImmutable(), next) { Events = events, EventHead = head };
    }

    private static SessionLockEntry? Entry(JsonElement json)
    {
        if (!json.TryText(ClaimNames.Id, out var text) || !EventId.TryParse(text, out var id)
            || !json.TryText(ClaimNames.Dimension, out var word) || !LockWords.TryParse(word, out var dimension)
            || !json.TryOptionalInstant(ClaimNames.Until, out var until)
            || !json.TryText(ClaimNames.Reason, out var reasonWord) || !ReasonWords.TryParse(reasonWord, out var reason)
            || !json.TryInstant(ClaimNames.LockedAt, out var lockedAt))
        {
            return null;
        }

        ClientId client = default;
        if (json.TryText(ClaimNames.InitiatedBy, out var by) && !ClientId.TryCreate(by, out client))
        {
            return null;
        }

        var order = new RevocationOrder(reason, json.TryText(ClaimNames.ReasonDetail, out var detail) ? detail : null, client.IsUnset ? EndInitiator.Policy : EndInitiator.By(client));
        return new(id, new LockOrder(dimension, json.TryText(ClaimNames.Value, out var value) ? value : "", order) { Until = until, Message = json.TryText(ClaimNames.Message, out var message) ? message : null }, lockedAt);
    }
}
