namespace SessionCluster.Silo.Storage.Writing;

/// <summary>Work that the writer runs by itself, outside any batch.</summary>
internal interface IWriterErrand
{
    /// <summary>Does it and tells the caller; throws when it can't.</summary>
    void Run(WriterSession session);
}
