namespace SessionCluster.Abstractions.Containment;

/// <summary>What a lock names (<c>dimension</c>). Numbers are stable and those of the containment log; the words are in <see cref="Wire.LockWords"/>.</summary>
[GenerateSerializer, Alias("sc.LockDimension")]
public enum LockDimension
{
    /// <summary>A client: every session that it holds or established.</summary>
    Client = 2,

    /// <summary>A key: every session bound to it, by its thumbprint.</summary>
    Key = 3,

    /// <summary>A device: every session established for it.</summary>
    Device = 5,

    /// <summary>Every session of the cluster.</summary>
    All = 7,
}
