using System.Collections.Immutable;
using System.Text.Json;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Http;

/// <summary>Reads good answers. <see langword="null"/> means that the answer is not what the contract says, and so none: in doubt, never accepted and never refused (G6).</summary>
internal static class ReplyReader
{
    public static SessionVerdict? Verdict(JsonElement json, Audience asked)
    {
        if (!json.TryFlag(ClaimNames.Active, out var active))
        {
            return null;
        }

        if (!active)
        {
            return json.TryText(ClaimNames.Refusal, out var code) && RefusalCodes.TryParse(code, out var refusal) ? PossessionReader.Refuse(refusal, PossessionReader.Nonce(json)) : null;
        }

        // An answer to another question accepts nothing.
        return json.TryText(ClaimNames.Audience, out var audience) && audience == asked.Value
            && json.TryText(ClaimNames.TokenType, out var type)
            && json.TryInstant(ClaimNames.IdleExpiresAt, out var idleDeadline)
            && FactsReader.Read(json, [asked]) is { } facts
            && type == SchemeWords.TypeOf(facts.Confirmation)
            && json.TryOptionalInstant(ClaimNames.RotateAfter, out var rotateAfter)
            ? SessionVerdict.Accept(facts, idleDeadline, PossessionReader.Nonce(json), rotateAfter)
            : null;
    }

    /// <param name="json">The answer.</param>
    /// <param name="asked">The confirmation that was asked for, if any; the answer names the one that a proof named.</param>
    public static EstablishResult.Established? Established(JsonElement json, Confirmation? asked) =>
        json.TryText(ClaimNames.Token, out var token) && token.Length > 0
        && json.TryText(ClaimNames.SessionId, out var sid) && SessionId.TryParse(sid, out var id)
        && json.TryInstant(ClaimNames.ExpiresAt, out var deadline)
        && json.TrySpan(ClaimNames.IdleTimeout, out var idleTimeout)
        && FactsReader.TryReadAssurance(json, out var assurance)
        && PossessionReader.TryConfirmation(json, out var bound)
        && json.TryOptionalInstant(ClaimNames.RotateAfter, out var rotateAfter)
            ? new EstablishResult.Established(new SessionToken(token), id, deadline, idleTimeout, assurance) { Confirmation = bound ?? asked, RotateAfter = rotateAfter }
            : null;

    public static RevocationReceipt? Receipt(JsonElement json)
    {
        SessionId id = default;
        SubjectId subject = default;
        var named = json.TryText(ClaimNames.SessionId, out var sid) ? SessionId.TryParse(sid, out id) : json.TryText(ClaimNames.Subject, out var sub) && SubjectId.TryCreate(sub, out subject, out _);
        return named && json.TryWhole(ClaimNames.SessionsEnded, out var ended) && ended <= int.MaxValue && TryReadEnding(json, out var revokedAt, out var effectiveAt, out var eventId)
            ? new() { Id = id, Subject = subject, SessionsEnded = (int)ended, RevokedAt = revokedAt, EffectiveAt = effectiveAt, EventId = eventId }
            : null;
    }

    public static ListResult? List(JsonElement json)
    {
        if (!json.TryGetProperty(ClaimNames.Sessions, out var sessions) || sessions.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var infos = ImmutableArray.CreateBuilder<SessionInfo>(sessions.GetArrayLength());
        foreach (var item in sessions.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || Info(item) is not { } info)
            {
                return null;
            }

            infos.Add(info);
        }

        SessionId next = default;
        return !json.TryGetProperty(ClaimNames.Next, out _) ? new ListResult.Page(infos.MoveToImmutable(), null)
            : json.TryText(ClaimNames.Next, out var text) && SessionId.TryParse(text, out next) ? new ListResult.Page(infos.MoveToImmutable(), next) : null;
    }

    /// <summary>A page of a holder's own sessions. The one that asks may stand on another page.</summary>
    public static OwnListResult.Page? OwnList(JsonElement json)
    {
        if (List(json) is not ListResult.Page page)
        {
            return null;
        }

        SessionId current = default;
        foreach (var (index, item) in json.GetProperty(ClaimNames.Sessions).EnumerateArray().Index())
        {
            if (!item.TryFlag(ClaimNames.Current, out var isCurrent))
            {
                return null;
            }

            current = isCurrent ? page.Sessions[index].Facts.Id : current;
        }

        return new(current, page.Sessions, page.Next);
    }

    public static SessionInfo? Info(JsonElement json)
    {
        if (!FactsReader.TryReadAudiences(json, out var audiences)
            || FactsReader.Read(json, audiences) is not { } facts
            || !json.TryText(ClaimNames.Status, out var word) || !StatusWords.TryParse(word, out var status)
            || !json.TryText(ClaimNames.EstablishedBy, out var by) || !ClientId.TryCreate(by, out var establishedBy)
            || !json.TryInstant(ClaimNames.LastUsedAt, out var lastUsedAt)
            || !json.TryInstant(ClaimNames.IdleExpiresAt, out var idleDeadline)
            || !TryReadUses(json, out var limit, out var left)
            || !TryReadEnd(json, facts, out var receipt, out var order)
            || !LifeReader.TryRead(json, out var life))
        {
            return null;
        }

        return new()
        {
            Facts = facts,
            Status = status,
            EstablishedBy = establishedBy,
            LastUsedAt = lastUsedAt,
            IdleDeadline = idleDeadline,
            MaxUses = limit,
            UsesLeft = left,
            Receipt = receipt,
            Order = order,
            Device = life.Device,
            Generation = life.Generation,
            LockedOn = life.LockedOn,
            TaintedAt = life.TaintedAt,
            Events = life.Events,
            EventHead = life.Head,
        };
    }

    private static bool TryReadUses(JsonElement json, out int? limit, out int? left)
    {
        (limit, left) = (null, null);
        if (!json.TryGetProperty(ClaimNames.MaxUses, out _))
        {
            return true;
        }

        if (!json.TryWhole(ClaimNames.MaxUses, out var most) || most > int.MaxValue || !json.TryWhole(ClaimNames.UsesLeft, out var rest) || rest > most)
        {
            return false;
        }

        (limit, left) = ((int)most, (int)rest);
        return true;
    }

    private static bool TryReadEnd(JsonElement json, SessionFacts facts, out RevocationReceipt? receipt, out RevocationOrder? order)
    {
        (receipt, order) = (null, null);
        if (!json.TryGetProperty(ClaimNames.Reason, out _))
        {
            return true;
        }

        if (!json.TryText(ClaimNames.Reason, out var word) || !ReasonWords.TryParse(word, out var reason) || !TryReadEnding(json, out var revokedAt, out var effectiveAt, out var eventId))
        {
            return false;
        }

        // Only a client has a name. Without one a logout was the holder's own, and anything else a policy's.
        var initiator = reason == RevocationReason.Logout ? EndInitiator.Holder : EndInitiator.Policy;
        if (json.TryText(ClaimNames.InitiatedBy, out var by))
        {
            if (!ClientId.TryCreate(by, out var client))
            {
                return false;
            }

            initiator = EndInitiator.By(client);
        }

        order = new(reason, json.TryText(ClaimNames.ReasonDetail, out var detail) ? detail : null, initiator);

        // As the session's own receipt says it: 1, or 0 when its absolute deadline had passed.
        receipt = new() { Id = facts.Id, SessionsEnded = revokedAt < facts.AbsoluteDeadline ? 1 : 0, RevokedAt = revokedAt, EffectiveAt = effectiveAt, EventId = eventId };
        return true;
    }

    private static bool TryReadEnding(JsonElement json, out DateTimeOffset revokedAt, out DateTimeOffset effectiveAt, out EventId eventId)
    {
        (effectiveAt, eventId) = (default, default);
        return json.TryInstant(ClaimNames.RevokedAt, out revokedAt)
            && json.TryInstant(ClaimNames.EffectiveAt, out effectiveAt)
            && json.TryText(ClaimNames.EventId, out var text) && EventId.TryParse(text, out eventId);
    }
}
