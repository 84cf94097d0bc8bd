using System.Buffers;
using System.IO.Pipelines;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>Reads a request's body, at most 16 KiB of it. What was copied is cleared: it holds a token.</summary>
internal static class RequestBody
{
    /// <summary>Largest body in bytes: 16,384.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>
    /// Most bytes of a body that the server still takes off the wire after an answer, so that the client gets to read it: 4 MiB. Behind a longer one the connection is closed.
    /// </summary>
    public const int MaxDrained = 4 * 1024 * 1024;

    /// <summary>Reads a body of JSON.</summary>
    public static ValueTask<ReadBody<TBody>> ReadAsync<TBody>(HttpContext context, Caller caller, BodyParser<TBody> parser)
        where TBody : class => ReadAsync(context, caller, parser, BodyFormat.Json);

    /// <summary>Reads a body.</summary>
    public static async ValueTask<ReadBody<TBody>> ReadAsync<TBody>(HttpContext context, Caller caller, BodyParser<TBody> parser, BodyFormat format)
        where TBody : class
    {
        var request = context.Request;
        if (!format.IsSentBy(request))
        {
            return format.Unsupported;
        }

        if (request.ContentLength > MaxBytes)
        {
            return request.ContentLength > MaxDrained ? KnownProblems.FarTooLarge : KnownProblems.TooLarge;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > MaxBytes)
            {
                await DrainAsync(reader, read, context.RequestAborted);
                return KnownProblems.TooLarge;
            }

            if (read.IsCompleted)
            {
                var body = Parse(read.Buffer, caller, parser);
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Takes the rest off the wire, so that the connection lives on; past <see cref="MaxDrained"/> the server ends this with an exception.</summary>
    private static async Task DrainAsync(PipeReader reader, ReadResult read, CancellationToken cancellationToken)
    {
        reader.AdvanceTo(read.Buffer.End);
        while (!read.IsCompleted)
        {
            read = await reader.ReadAsync(cancellationToken);
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    private static ReadBody<TBody> Parse<TBody>(in ReadOnlySequence<byte> bytes, Caller caller, BodyParser<TBody> parser)
        where TBody : class
    {
        if (bytes.IsSingleSegment)
        {
            return ReadBody<TBody>.Of(parser(bytes.FirstSpan, caller, out var problem), problem);
        }

        var rented = ArrayPool<byte>.Shared.Rent(MaxBytes);
        try
        {
            bytes.CopyTo(rented);
            return ReadBody<TBody>.Of(parser(rented.AsSpan(0, (int)bytes.Length), caller, out var problem), problem);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }
}
