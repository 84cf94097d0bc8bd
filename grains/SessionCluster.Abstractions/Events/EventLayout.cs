using System.Buffers.Binary;
using System.Text;

namespace SessionCluster.Abstractions.Events;

/// <summary>
/// The bytes that stand for an event, the same in every version and for every reader:
/// <code>
/// layout 1 (1) | sequence (8) | kind (4) | at (8) | id (16) | initiator (4)
///   | stream | initiator's client | subject | client_id | class | reason | detail
/// </code>
/// Numbers are big-endian, <c>at</c> is in milliseconds since the Unix epoch, and each text is its length in bytes (4) and its UTF-8; one that is absent has length 0.
/// </summary>
internal static class EventLayout
{
    private const byte Version = 1;

    private const int Fixed = 1 + 8 + 4 + 8 + Identifiers.EventId.Size + 4;

    private const int Length = 4;

    /// <summary>The bytes, behind room for what comes before them.</summary>
    public static byte[] Write(SessionEvent value, int room)
    {
        ReadOnlySpan<string?> texts =
        [
            value.Stream, value.Initiator.Client.Value, value.Subject.Value, value.ClientId.Value, value.Class.Value, value.Reason, value.Detail,
        ];
        var size = room + Fixed;
        foreach (var text in texts)
        {
            size += Length + Encoding.UTF8.GetByteCount(text ?? string.Empty);
        }

        var bytes = new byte[size];
        var rest = bytes.AsSpan(room);
        rest[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(rest[1..], value.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(rest[9..], (int)value.Kind);
        BinaryPrimitives.WriteInt64BigEndian(rest[13..], value.At.ToUnixTimeMilliseconds());
        Convert.FromHexString(value.Id.ToString()).CopyTo(rest[21..]);
        BinaryPrimitives.WriteInt32BigEndian(rest[37..], (int)value.Initiator.Kind);
        rest = rest[Fixed..];
        foreach (var text in texts)
        {
            var written = Encoding.UTF8.GetBytes(text ?? string.Empty, rest[Length..]);
            BinaryPrimitives.WriteInt32BigEndian(rest, written);
            rest = rest[(Length + written)..];
        }

        return bytes;
    }
}
