namespace SessionCluster.Cluster.Tests.Faults;

/// <summary>How a write fails.</summary>
public enum WriteFailure
{
    /// <summary>Nothing was written, and the store says so by an exception.</summary>
    ThrowWithoutDoing,

    /// <summary>It was written, and the store throws all the same.</summary>
    WriteThenThrow,

    /// <summary>A rival has written meanwhile: the conditional write ends with <see cref="Orleans.Storage.InconsistentStateException"/>.</summary>
    RivalVersion,
}
