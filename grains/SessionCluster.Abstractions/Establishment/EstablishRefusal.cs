namespace SessionCluster.Abstractions.Establishment;

/// <summary>Why an establishment was denied. Numbers are stable; the words are in <see cref="Wire.ProblemCodes"/>.</summary>
[GenerateSerializer, Alias("sc.EstablishRefusal")]
public enum EstablishRefusal
{
    /// <summary>No class of that name is configured.</summary>
    UnknownClass = 1,

    /// <summary>The class asks for a key and the call binds none that suffices: none at all, one whose proof fails, or a software key where hardware is asked for.</summary>
    BindingRequired = 2,

    /// <summary>The authentication methods do not reach the class's assurance level.</summary>
    Assurance = 3,

    /// <summary>The authentication is too old, in the future, or not after the subject's last cut-off: authenticate again.</summary>
    Reauthenticate = 4,

    /// <summary>The subject has as many live sessions as the class or the service allows, or was authenticated too often in the last minutes.</summary>
    SessionLimit = 5,

    /// <summary>More audiences than the class allows.</summary>
    AudienceLimit = 6,

    /// <summary>This authentication event has admitted a session before.</summary>
    Conflict = 7,

    /// <summary>Sessions of the class come into being by delegation only.</summary>
    DelegationOnly = 8,

    /// <summary>A member is outside its range; a well-made edge refuses it before the call.</summary>
    Malformed = 9,
}
