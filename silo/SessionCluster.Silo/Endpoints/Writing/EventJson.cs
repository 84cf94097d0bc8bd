using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Grains.Events;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>
/// Writes events. Subjects and reasons are other people's words, and events go into consoles and logs: only ASCII leaves, without angle brackets, quotes or line breaks in a value, so that nothing of them is
/// anything else wherever it is put (N19).
/// </summary>
internal static class EventJson
{
    /// <summary>What stands for a number that this version has no word for.</summary>
    public const string Unknown = "unknown";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>200: a page.</summary>
    public static async Task WritePageAsync(HttpResponse response, EventPage page)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + (page.Events.Length * 512));
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray(EventNames.Events);
            foreach (var kept in page.Events)
            {
                Write(writer, kept);
            }

            writer.WriteEndArray();
            if (page.Next is { } next)
            {
                writer.WriteString(ClaimNames.Next, next);
            }

            writer.WriteEndObject();
        }

        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        await response.BodyWriter.WriteAsync(buffer.WrittenMemory);
    }

    /// <summary>An event in one line.</summary>
    public static ReadOnlyMemory<byte> Line(KeptEvent kept)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, Options);
        Write(writer, kept);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The word of an event's kind.</summary>
    public static string WordOf(KeptEvent kept) => Enum.IsDefined(kept.Event.Kind) ? EventWords.Of(kept.Event.Kind) : Unknown;

    private static void Write(Utf8JsonWriter writer, KeptEvent kept)
    {
        var value = kept.Event;
        writer.WriteStartObject();
        writer.WriteString(EventNames.Stream, value.Stream);
        writer.WriteNumber(EventNames.Sequence, value.Sequence);
        writer.WriteString(EventNames.Type, WordOf(kept));
        writer.WriteNumber(EventNames.Number, (int)value.Kind);
        writer.WriteString(ClaimNames.EventId, value.Id.ToString());
        writer.WriteNumber(EventNames.At, value.At.ToUnixTimeSeconds());
        writer.WriteNumber(EventNames.AtMilliseconds, value.At.ToUnixTimeMilliseconds());
        writer.WriteNumber(EventNames.KeptAt, kept.KeptAt.ToUnixTimeSeconds());
        writer.WriteString(EventNames.Initiator, Enum.IsDefined(value.Initiator.Kind) ? EventWords.Of(value.Initiator.Kind) : Unknown);
        WriteText(writer, ClaimNames.InitiatedBy, value.Initiator.Client.Value);
        WriteText(writer, ClaimNames.Subject, value.Subject.Value);
        WriteText(writer, ClaimNames.ClientId, value.ClientId.Value);
        WriteText(writer, ClaimNames.Class, value.Class.Value);
        WriteText(writer, ClaimNames.Reason, value.Reason);
        WriteText(writer, EventNames.Detail, value.Detail);
        WriteHash(writer, EventNames.Previous, value.Previous);
        WriteHash(writer, EventNames.Hash, value.Hash);
        writer.WriteEndObject();
    }

    private static void WriteHash(Utf8JsonWriter writer, string name, Abstractions.Events.EventHash hash) => WriteText(writer, name, hash.IsUnset ? null : hash.ToString());

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            writer.WriteString(name, text);
        }
    }
}
