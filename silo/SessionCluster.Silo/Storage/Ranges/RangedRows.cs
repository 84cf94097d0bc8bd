using Orleans.Storage;
using SessionCluster.Grains.Janitor;
using SessionCluster.Silo.Storage.Sealing;

namespace SessionCluster.Silo.Storage.Ranges;

/// <summary>Opens a stored row for a range: one that can't be opened is told of, and ends nothing.</summary>
internal static class RangedRows
{
    /// <summary>The row.</summary>
    public static RangedRow<TState> Open<TState>(IGrainStorageSerializer serializer, string key, string etag, byte[] data)
        where TState : class
    {
        byte? keyId = data.Length >= RowSeal.HeaderSize && data[0] == RowSeal.Format ? data[1] : null;
        try
        {
            return new(key, etag, serializer.Deserialize<TState>(new BinaryData(data)), keyId);
        }
        catch (Exception)
        {
            // Not sealed under a key of the ring, of another kind, or by a later version: whatever it is, nothing can be read here. The grain that owns it says why.
            return new(key, etag, null, keyId);
        }
    }
}
