using System.Buffers;
using System.Security.Cryptography;

namespace SessionCluster.Silo.Storage.Sealing;

/// <summary>
/// The seal of a row: <c>format (1) | silo key id (1) | HMAC-SHA256 (32) | state</c>. The HMAC is over a label that keeps this use of the silo's keys apart from every
/// other, and <c>format | key id | length of schema name (1) | schema name | state</c>. Whoever can write the storage can delete a row or bring an old one back,
/// but not make one, change one, or pass one kind of state for another (A10).
/// </summary>
internal static class RowSeal
{
    /// <summary>The only format there is.</summary>
    public const byte Format = 1;

    /// <summary>Bytes before the state: 34.</summary>
    public const int HeaderSize = 2 + HMACSHA256.HashSizeInBytes;

    private const int StackLimit = 1024;

    private static ReadOnlySpan<byte> Label => "sessioncluster row seal v1"u8;

    /// <summary>Seals <paramref name="state"/>: a new array, header and state.</summary>
    public static byte[] Seal(byte keyId, ReadOnlySpan<byte> key, ReadOnlySpan<byte> schema, ReadOnlySpan<byte> state)
    {
        var row = GC.AllocateUninitializedArray<byte>(HeaderSize + state.Length);
        row[0] = Format;
        row[1] = keyId;
        state.CopyTo(row.AsSpan(HeaderSize));
        Compute(keyId, key, schema, state, row.AsSpan(2, HMACSHA256.HashSizeInBytes));
        return row;
    }

    /// <summary>True when the seal in the header of <paramref name="row"/> is the one made under <paramref name="key"/>; compared in fixed time.</summary>
    /// <param name="row">A row of at least <see cref="HeaderSize"/> bytes.</param>
    /// <param name="key">The key that the header names.</param>
    /// <param name="schema">The kind of state that is asked for.</param>
    public static bool Verify(ReadOnlySpan<byte> row, ReadOnlySpan<byte> key, ReadOnlySpan<byte> schema)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(row[1], key, schema, row[HeaderSize..], expected);
        return CryptographicOperations.FixedTimeEquals(expected, row[2..HeaderSize]);
    }

    private static void Compute(byte keyId, ReadOnlySpan<byte> key, ReadOnlySpan<byte> schema, ReadOnlySpan<byte> state, Span<byte> seal)
    {
        var length = Label.Length + 3 + schema.Length + state.Length;
        var rented = length > StackLimit ? ArrayPool<byte>.Shared.Rent(length) : null;
        var message = rented is null ? stackalloc byte[StackLimit] : rented;
        message = message[..length];
        Label.CopyTo(message);
        var rest = message[Label.Length..];
        rest[0] = Format;
        rest[1] = keyId;
        rest[2] = (byte)schema.Length;
        schema.CopyTo(rest[3..]);
        state.CopyTo(rest[(3 + schema.Length)..]);
        HMACSHA256.HashData(key, message, seal);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }
}
