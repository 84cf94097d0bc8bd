namespace SessionCluster.Core.Containment;

/// <summary>What a containment entry names. Numbers are stable; 4 and 6 are reserved for actor and ancestor.</summary>
[GenerateSerializer, Alias("sc.ContainmentDimension")]
public enum ContainmentDimension
{
    /// <summary>A subject, by its key.</summary>
    Subject = 1,

    /// <summary>A client, by its id.</summary>
    Client = 2,

    /// <summary>A key, by its thumbprint.</summary>
    Key = 3,

    /// <summary>A device, by its id.</summary>
    Device = 5,

    /// <summary>Everything.</summary>
    All = 7,
}
