using Orleans.Storage;
using SessionCluster.Grains.Keys;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Silo.Storage.Sealing;

/// <summary>Seals what another serializer makes, and gives it nothing to read whose seal is wrong. New seals are made under the ring's current key; each key in the ring still opens its own.</summary>
internal sealed class SealedGrainStorageSerializer(IGrainStorageSerializer inner, SiloRing ring) : IGrainStorageSerializer
{
    /// <inheritdoc />
    public BinaryData Serialize<T>(T? input)
    {
        var state = inner.Serialize(input);
        var keys = ring.Current;
        return keys.TryGetKey(keys.CurrentId, out var key)
            ? new(RowSeal.Seal(keys.CurrentId, key, SchemaName.Of<T>(), state))
            : throw new InvalidOperationException("The silo ring has no current key.");
    }

    /// <inheritdoc />
    /// <exception cref="UntrustedRowException">The row is not one that was sealed for this kind of state under a key of the ring.</exception>
    public T? Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var row = input.ToMemory();
        if (row.Length < RowSeal.HeaderSize)
        {
            throw new UntrustedRowException($"A stored row has {row.Length} bytes, fewer than its seal: it was cut short or never sealed.");
        }

        var (format, keyId) = (row.Span[0], row.Span[1]);
        if (format != RowSeal.Format)
        {
            throw new UntrustedRowException($"A stored row has seal format {format}; this version reads {RowSeal.Format}.");
        }

        if (!ring.Current.TryGetKey(keyId, out var key))
        {
            throw new UntrustedRowException($"A stored row is sealed under silo key {keyId}, which is not in the silo ring: the key was retired, or the row comes from another cluster.");
        }

        if (!RowSeal.Verify(row.Span, key, SchemaName.Of<T>()))
        {
            throw new UntrustedRowException($"The seal of a stored row is wrong (silo key {keyId}): the row was altered, is of another kind of state, or was sealed under another key of that id.");
        }

        return inner.Deserialize<T>(new BinaryData(row[RowSeal.HeaderSize..]));
    }
}
