namespace SessionCluster.Abstractions.Signals;

/// <summary>How high the risk is (CAEP 3.8 <c>current_level</c>). Ordered.</summary>
[GenerateSerializer, Alias("sc.RiskLevel")]
public enum RiskLevel
{
    /// <summary>Worth noting.</summary>
    Low = 1,

    /// <summary>Worth asking the subject.</summary>
    Medium = 2,

    /// <summary>Somebody else may be using the session.</summary>
    High = 3,
}
