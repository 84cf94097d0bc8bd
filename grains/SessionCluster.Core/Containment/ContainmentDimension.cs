namespace SessionCluster.Core.Containment;

/// <summary>What a containment entry names. Numbers are stable; 2 to 7 are reserved for client, key, actor, device, ancestor and all.</summary>
[GenerateSerializer, Alias("sc.ContainmentDimension")]
public enum ContainmentDimension
{
    /// <summary>A subject, by its key.</summary>
    Subject = 1,
}
