using System.Buffers.Binary;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>
/// The public name of a session (<c>sid</c>, the <em>handle</em>): <c>shard (1, random) | absolute deadline (4, Unix minutes, rounded up, big-endian) | random (11)</c>.
/// As 32 lower-case hexadecimal characters it is the grain key and what operators see, log and revoke by. It is not secret and grants nothing.
/// </summary>
/// <remarks>It carries its deadline so that the edge refuses an expired token without asking anybody, and so that expired rows are a key range per shard.
/// <c>default</c> means unset and is refused everywhere.</remarks>
[GenerateSerializer, Immutable, Alias("sc.SessionId")]
public readonly struct SessionId : IEquatable<SessionId>, IComparable<SessionId>
{
    /// <summary>Length in bytes: 16.</summary>
    public const int Size = 16;

    /// <summary>Number of random bytes that <see cref="Create"/> takes: 11.</summary>
    public const int RandomSize = 11;

    /// <summary>Length of the hexadecimal form in characters: 32.</summary>
    public const int TextLength = 32;

    // 9999-12-31T00:00Z: a handle that somebody made up may hold any minute, and a tolerance added to its deadline must not leave the calendar.
    private const uint LastMinute = 4_223_370_240;

    [Id(0)]
    private readonly ulong _high;

    [Id(1)]
    private readonly ulong _low;

    private SessionId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>True for <c>default</c>, which names no session.</summary>
    public bool IsUnset => _high == 0 && _low == 0;

    /// <summary>The random first byte: spreads expired rows over 256 key ranges.</summary>
    public byte Shard => (byte)(_high >> 56);

    /// <summary>The deadline in whole minutes since the Unix epoch, rounded up.</summary>
    public uint DeadlineMinutes => (uint)(_high >> 24);

    /// <summary>
    /// The instant of <see cref="DeadlineMinutes"/>: never before the session's own absolute deadline, and less than a minute after it; the last day of the year 9999 at the latest.
    /// </summary>
    public DateTimeOffset Deadline => DateTimeOffset.UnixEpoch.AddTicks(Math.Min(DeadlineMinutes, LastMinute) * TimeSpan.TicksPerMinute);

    /// <summary>Composes an id from its parts; the caller draws <paramref name="shard"/> and <paramref name="random"/> from the operating system's generator.</summary>
    /// <param name="shard">A random byte.</param>
    /// <param name="absoluteDeadline">The absolute deadline; rounded up to the minute. Between 1970 and the last day of the year 9999.</param>
    /// <param name="random">Exactly <see cref="RandomSize"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="random"/> has another length, or the deadline does not fit.</exception>
    public static SessionId Create(byte shard, DateTimeOffset absoluteDeadline, ReadOnlySpan<byte> random)
    {
        if (random.Length != RandomSize)
        {
            throw new ArgumentException($"A session id takes {RandomSize} random bytes, not {random.Length}.", nameof(random));
        }

        var ticks = absoluteDeadline.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var minutes = (ticks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute;
        if (ticks < 0 || minutes > LastMinute)
        {
            throw new ArgumentException("The absolute deadline does not fit a session id.", nameof(absoluteDeadline));
        }

        Span<byte> bytes = stackalloc byte[Size];
        bytes[0] = shard;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], (uint)minutes);
        random.CopyTo(bytes[5..]);
        return FromBytes(bytes);
    }

    /// <summary>Reads the 16 bytes of an id.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> has another length.</exception>
    public static SessionId FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]))
        : throw new ArgumentException($"A session id has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Writes the 16 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <summary>Parses the handle: exactly 32 lower-case hexadecimal characters, not all zero.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SessionId id)
    {
        id = Wire.Hex128.TryParse(text, out var high, out var low) ? new(high, low) : default;
        return !id.IsUnset;
    }

    /// <summary>The handle: 32 lower-case hexadecimal characters.</summary>
    public override string ToString() => Wire.Hex128.Format(_high, _low);

    /// <inheritdoc/>
    public bool Equals(SessionId other) => _high == other._high && _low == other._low;

    /// <summary>Order of the 16 bytes, which is the order of the handles.</summary>
    public int CompareTo(SessionId other) => _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SessionId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _low);

    /// <summary>Equality of all 16 bytes.</summary>
    public static bool operator ==(SessionId left, SessionId right) => left.Equals(right);

    /// <summary>Order of the bytes.</summary>
    public static bool operator <(SessionId left, SessionId right) => left.CompareTo(right) < 0;

    /// <summary>Order of the bytes.</summary>
    public static bool operator <=(SessionId left, SessionId right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the bytes.</summary>
    public static bool operator >(SessionId left, SessionId right) => left.CompareTo(right) > 0;

    /// <summary>Order of the bytes.</summary>
    public static bool operator >=(SessionId left, SessionId right) => left.CompareTo(right) >= 0;

    /// <summary>Inequality.</summary>
    public static bool operator !=(SessionId left, SessionId right) => !left.Equals(right);
}
