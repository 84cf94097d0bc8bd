using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Abstractions.Grains;

/// <summary>What a silo's edge ring says about itself, so that a client can see at start that its own ring agrees. Key: any; <see cref="Key"/> by convention.</summary>
[GrainInterfaceType("sc.edge-ring"), Alias("sc.IEdgeRingGrain")]
public interface IEdgeRingGrain : IGrainWithStringKey
{
    /// <summary>The conventional key.</summary>
    const string Key = "ring";

    /// <summary>Ids and digests of the silo's edge ring.</summary>
    [Alias("Describe"), ResponseTimeout("00:00:10")]
    ValueTask<KeyRingDescription> Describe();
}
