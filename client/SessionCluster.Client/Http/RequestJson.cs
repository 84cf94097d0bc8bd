using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Http;

/// <summary>Writes the bodies of calls.</summary>
internal static class RequestJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Validate(ValidateDescriptor descriptor, AttemptId attempt) => Write(writer =>
    {
        writer.WriteString(ClaimNames.Token, descriptor.Token);
        writer.WriteString(ClaimNames.Scheme, descriptor.Scheme == TokenScheme.DPoP ? SchemeWords.DPoP : SchemeWords.Bearer);
        writer.WriteString(ClaimNames.Audience, descriptor.Audience.Value);
        writer.WriteString(ClaimNames.Activity, ActivityWords.Of(descriptor.Activity));
        writer.WriteString(ClaimNames.Attempt, attempt.ToString());
        WriteRequirements(writer, descriptor.Requirements);
        PossessionJson.WritePresented(writer, descriptor);
    });

    public static byte[] Establish(EstablishDescriptor descriptor) => Write(writer =>
    {
        writer.WriteString(ClaimNames.Subject, descriptor.Subject.Value);
        writer.WriteString(ClaimNames.Class, descriptor.Class.Value);
        WriteTexts(writer, ClaimNames.Audience, descriptor.Audiences.Select(audience => audience.Value));
        WriteAuthentication(writer, descriptor.Authentication);
        if (descriptor.Scope.Tokens.Length > 0)
        {
            writer.WriteString(ClaimNames.Scope, descriptor.Scope.ToString());
        }

        if (!descriptor.ClientId.IsUnset)
        {
            writer.WriteString(ClaimNames.ClientId, descriptor.ClientId.Value);
        }

        if (!descriptor.Device.IsUnset)
        {
            writer.WriteString(ClaimNames.DeviceId, descriptor.Device.Value);
        }

        if (descriptor.MaxUses is { } uses)
        {
            writer.WriteNumber(ClaimNames.MaxUses, uses);
        }

        PossessionJson.WriteBinding(writer, descriptor);
        WriteMap(writer, ClaimNames.Attributes, descriptor.Attributes.Values);
    });

    public static byte[] Rotate(RotateDescriptor descriptor) => Write(writer =>
    {
        PossessionJson.WriteHeld(writer, descriptor.Token, descriptor.Scheme, descriptor.Possession);
        if (!descriptor.RotationId.IsUnset)
        {
            writer.WriteString(ClaimNames.RotationId, descriptor.RotationId.ToString());
        }
    });

    public static byte[] Renew(RenewalDescriptor descriptor) => Write(writer =>
    {
        PossessionJson.WriteHeld(writer, descriptor.Token, descriptor.Scheme, descriptor.Possession);
        writer.WriteString(ClaimNames.Subject, descriptor.Subject.Value);
        WriteAuthentication(writer, descriptor.Authentication);
    });

    public static byte[] Signal(SignalDescriptor descriptor) => Write(writer =>
    {
        if (descriptor is SignalDescriptor.ByToken byToken)
        {
            writer.WriteString(ClaimNames.Token, byToken.Token);
        }
        else if (descriptor is SignalDescriptor.ById byId)
        {
            writer.WriteString(ClaimNames.SessionId, byId.Id.ToString());
        }

        writer.WriteString(ClaimNames.Type, SignalWords.Of(descriptor.Type));
        writer.WriteString(ClaimNames.Level, RiskWords.Of(descriptor.Level));
    });

    public static byte[] Lock(LockOrder order) => Write(writer =>
    {
        writer.WriteString(ClaimNames.Dimension, LockWords.Of(order.Dimension));
        if (order.Dimension != LockDimension.All)
        {
            writer.WriteString(ClaimNames.Value, order.Value);
        }

        if (order.Until is { } until)
        {
            // Whole seconds on the wire, rounded to the stricter side: up, but past the last second there is.
            var second = until.ToUnixTimeSeconds();
            writer.WriteNumber(ClaimNames.Until, until.Ticks % TimeSpan.TicksPerSecond == 0 || second == DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? second : second + 1);
        }

        if (order.Message is { } message)
        {
            writer.WriteString(ClaimNames.Message, message);
        }

        WriteReason(writer, order.Order);
    });

    /// <summary>An ending: of a token's session, of an id's, or, with neither, of the subject in the path.</summary>
    public static byte[] Revoke(RevocationOrder order, string? token = null, SessionId id = default, HolderDescriptor? keep = null) => Write(writer =>
    {
        if (token is not null)
        {
            writer.WriteString(ClaimNames.Token, token);
        }
        else if (!id.IsUnset)
        {
            writer.WriteString(ClaimNames.SessionId, id.ToString());
        }

        WriteReason(writer, order);
        if (keep is not null)
        {
            writer.WriteStartObject(ClaimNames.Keep);
            PossessionJson.WriteHeld(writer, keep.Token, keep.Scheme, keep.Possession);
            writer.WriteEndObject();
        }
    });

    private static void WriteReason(Utf8JsonWriter writer, RevocationOrder order)
    {
        writer.WriteString(ClaimNames.Reason, ReasonWords.Of(order.Reason));
        if (order.Detail is { } detail)
        {
            writer.WriteString(ClaimNames.ReasonDetail, detail);
        }
    }

    private static void WriteAuthentication(Utf8JsonWriter writer, AuthenticationEvent authentication)
    {
        writer.WriteStartObject(ClaimNames.Authentication);
        WriteTexts(writer, ClaimNames.Methods, authentication.Methods);
        writer.WriteNumber(ClaimNames.AuthenticatedAt, authentication.AuthenticatedAt.ToUnixTimeSeconds());
        if (authentication.Id is { } id)
        {
            writer.WriteString(ClaimNames.Id, id);
        }

        writer.WriteEndObject();
    }

    private static void WriteRequirements(Utf8JsonWriter writer, ValidationRequirements requirements)
    {
        if (requirements == ValidationRequirements.None)
        {
            return;
        }

        writer.WriteStartObject(ClaimNames.Required);
        if (requirements.Scope.Tokens.Length > 0)
        {
            writer.WriteString(ClaimNames.Scope, requirements.Scope.ToString());
        }

        if (AssuranceWords.Of(requirements.Assurance) is { } level)
        {
            writer.WriteString(ClaimNames.AssuranceLevel, level);
        }

        if (requirements.MaxAuthenticationAge is { } age)
        {
            // Whole seconds on the wire, rounded to the stricter side.
            writer.WriteNumber(ClaimNames.MaxAge, Math.Min(int.MaxValue, age.Ticks / TimeSpan.TicksPerSecond));
        }

        if (requirements.Human)
        {
            writer.WriteBoolean(ClaimNames.Human, true);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> map)
    {
        if (map.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
