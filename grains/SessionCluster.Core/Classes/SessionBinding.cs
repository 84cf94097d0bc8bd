namespace SessionCluster.Core.Classes;

/// <summary>What a session of a class is bound to.</summary>
public enum SessionBinding
{
    /// <summary>A key, in hardware or software.</summary>
    Key = 1,

    /// <summary>A hardware key.</summary>
    HardwareKey = 2,
}
