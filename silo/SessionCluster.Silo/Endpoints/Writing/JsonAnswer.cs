using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>
/// One JSON object, composed in a buffer of the thread and then copied into the response: its length is known before the header leaves, so it goes out in one piece without chunks.
/// Nothing is awaited between <see cref="Begin"/> and <see cref="End"/>. The buffer is cleared afterwards: it may have held a token.
/// </summary>
internal readonly struct JsonAnswer : IDisposable
{
    private const int UsualCapacity = 2 * 1024;
    private const int MostKept = 64 * 1024;

    // Answers are application/json and never part of a page: escaping for HTML would only make challenges and subjects hard to read.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? threadBuffer;

    [ThreadStatic]
    private static Utf8JsonWriter? threadWriter;

    private readonly HttpResponse _response;
    private readonly ArrayBufferWriter<byte> _buffer;

    private JsonAnswer(HttpResponse response, ArrayBufferWriter<byte> buffer, Utf8JsonWriter writer)
    {
        _response = response;
        _buffer = buffer;
        Writer = writer;
    }

    /// <summary>Inside the object.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Opens the object.</summary>
    public static JsonAnswer Begin(HttpResponse response, string contentType)
    {
        response.ContentType = contentType;
        var buffer = threadBuffer ??= new(UsualCapacity);
        var writer = threadWriter ??= new(buffer, Options);
        writer.Reset(buffer);
        writer.WriteStartObject();
        return new(response, buffer, writer);
    }

    /// <summary>Closes the object and hands it to the response.</summary>
    public Task End()
    {
        Writer.WriteEndObject();
        Writer.Flush();
        _response.ContentLength = _buffer.WrittenCount;
        _response.BodyWriter.Write(_buffer.WrittenSpan);
        return Task.CompletedTask;
    }

    /// <summary>Clears the buffer; one that grew for a long list is let go.</summary>
    public void Dispose()
    {
        _buffer.Clear();
        if (_buffer.Capacity > MostKept)
        {
            threadBuffer = null;
        }
    }
}
