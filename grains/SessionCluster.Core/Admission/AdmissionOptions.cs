namespace SessionCluster.Core.Admission;

/// <summary>Limits of admission that are not a class's.</summary>
public sealed class AdmissionOptions
{
    /// <summary>Highest allowed <see cref="MaxSessionsPerSubject"/>: 2,000.</summary>
    public const int MaxSessionsCeiling = 2000;

    /// <summary>
    /// Most authentication events that a subject remembers at a time: 1,000. None is ever forgotten early (that would let it admit twice), so a subject that reaches this is refused until the oldest has aged.
    /// </summary>
    public const int MaxRememberedEvents = 1000;

    /// <summary>Highest allowed <see cref="MaxAuthenticationAge"/>: 1 h.</summary>
    public static readonly TimeSpan MaxAuthenticationAgeCeiling = TimeSpan.FromHours(1);

    /// <summary>Live sessions one subject may have, all classes together. Default 100; 1 to 2,000.</summary>
    public int MaxSessionsPerSubject { get; set; } = 100;

    /// <summary>How old an authentication may be when a session is established from it. Default 600 s; 1 s to 1 h.</summary>
    public TimeSpan MaxAuthenticationAge { get; set; } = TimeSpan.FromSeconds(600);
}
