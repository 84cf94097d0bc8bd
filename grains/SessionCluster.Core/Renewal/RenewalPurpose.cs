namespace SessionCluster.Core.Renewal;

/// <summary>What a session is shown to be held for. Numbers are stable.</summary>
[GenerateSerializer, Alias("sc.RenewalPurpose")]
public enum RenewalPurpose
{
    /// <summary>It goes on while every other session of its subject ends (P-S4): it must be live.</summary>
    Keep = 1,

    /// <summary>It is to be stepped up: it may be idle or locked.</summary>
    StepUp = 2,

    /// <summary>A successor is to take over from it: it may be idle or locked.</summary>
    Reauthenticate = 3,
}
