namespace SessionCluster.Abstractions.Wire;

/// <summary>Member names of what operators see of the cluster.</summary>
public static class ClusterNames
{
    /// <summary>The cluster's id.</summary>
    public const string ClusterId = "cluster_id";

    /// <summary>The silos.</summary>
    public const string Silos = "silos";

    /// <summary>Where a silo is reached by others, with its generation: it names one start of one process.</summary>
    public const string Address = "address";

    /// <summary>A silo's name.</summary>
    public const string Name = "name";

    /// <summary>Whether a silo holds the fence, and so may answer.</summary>
    public const string FenceHeld = "fence_held";

    /// <summary>Why a silo's fence has ended for good.</summary>
    public const string FenceEnded = "fence_ended";

    /// <summary>The version of the containment log that a silo has in force.</summary>
    public const string ContainmentVersion = "containment_version";

    /// <summary>Sessions that are in a silo's memory.</summary>
    public const string SessionsInMemory = "sessions_in_memory";

    /// <summary>Validations that a silo has answered since it started.</summary>
    public const string Validations = "validations";

    /// <summary>The version of the software.</summary>
    public const string Version = "version";

    /// <summary>When a silo started.</summary>
    public const string StartedAt = "started_at";
}
