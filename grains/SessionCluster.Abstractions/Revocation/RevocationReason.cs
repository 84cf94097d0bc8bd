namespace SessionCluster.Abstractions.Revocation;

/// <summary>Why a session or a subject's sessions end by decision. Numbers are stable; the words are in <see cref="Wire.ReasonWords"/>.</summary>
[GenerateSerializer, Alias("sc.RevocationReason")]
public enum RevocationReason
{
    /// <summary>The holder is done.</summary>
    Logout = 1,

    /// <summary>An operator decided.</summary>
    Admin = 2,

    /// <summary>The subject's password or factors were reset.</summary>
    PasswordReset = 3,

    /// <summary>The token, the device or the account may be in other hands.</summary>
    Compromise = 4,

    /// <summary>A rule of this service or of the organisation.</summary>
    Policy = 5,

    /// <summary>Another reason, given in words as the detail.</summary>
    Other = 6,
}
