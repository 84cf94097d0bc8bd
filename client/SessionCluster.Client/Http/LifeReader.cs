using System.Text.Json;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Client.Http;

/// <summary>Reads what became of a session beside its facts: absent from the answers of services before 0.4, and from a holder's view.</summary>
internal static class LifeReader
{
    /// <summary>What was read.</summary>
    internal readonly record struct Life(DeviceId Device, int Generation, SessionRefusal LockedOn, DateTimeOffset? TaintedAt, long Events, EventHash Head);

    /// <summary>False when a member is there and is not what the contract says.</summary>
    public static bool TryRead(JsonElement json, out Life life)
    {
        life = default;
        DeviceId device = default;
        SessionRefusal lockedOn = default;
        long generation = 0;
        if ((json.TryGetProperty(ClaimNames.DeviceId, out _) && !(json.TryText(ClaimNames.DeviceId, out var name) && DeviceId.TryCreate(name, out device)))
            || (json.TryGetProperty(ClaimNames.Generation, out _) && !(json.TryWhole(ClaimNames.Generation, out generation) && generation <= int.MaxValue))
            || (json.TryGetProperty(ClaimNames.LockedOn, out _) && !(json.TryText(ClaimNames.LockedOn, out var word) && RefusalCodes.TryParse(word, out lockedOn)))
            || !json.TryOptionalInstant(ClaimNames.TaintedAt, out var taintedAt)
            || !TryReadEvents(json, out var events, out var head))
        {
            return false;
        }

        life = new(device, (int)generation, lockedOn, taintedAt, events, head);
        return true;
    }

    /// <summary>How many events a stream has, and the hash of the latest: nothing of services before 0.4.</summary>
    public static bool TryReadEvents(JsonElement json, out long count, out EventHash head)
    {
        (count, head) = (0, default);
        return !json.TryGetProperty(ClaimNames.Events, out var log)
            || (log.ValueKind == JsonValueKind.Object && log.TryWhole(ClaimNames.Count, out count) && log.TryText(ClaimNames.Head, out var text) && (EventHash.TryParse(text, out head) || count == 0));
    }
}
