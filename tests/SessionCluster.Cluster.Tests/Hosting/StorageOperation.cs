namespace SessionCluster.Cluster.Tests.Hosting;

internal sealed record StorageOperation(StorageOperationKind Kind, string GrainType, string Key);

internal enum StorageOperationKind
{
    Read,
    Write,
}

internal enum StorageFault
{
    None,

    /// <summary>Fails and has done nothing.</summary>
    ThrowWithoutDoing,

    /// <summary>Has written, and fails: the outcome is unknown to the caller.</summary>
    WriteThenThrow,

    /// <summary>Says that it wrote and did not: a store that breaks its promise, for tests that show what depends on it.</summary>
    AcknowledgeWithoutWriting,
}
