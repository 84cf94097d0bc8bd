namespace SessionCluster.Abstractions.Validation;

/// <summary>Why a validation was denied. Numbers are stable and never reused; the words are in <see cref="Wire.RefusalCodes"/>.</summary>
[GenerateSerializer, Alias("sc.SessionRefusal")]
public enum SessionRefusal
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>Not a session token: shape, alphabet, version or checksum.</summary>
    Malformed = 1,

    /// <summary>The tag is not ours: made without the edge ring, or under a retired key.</summary>
    Forged = 2,

    /// <summary>A token of another environment.</summary>
    ForeignEnvironment = 3,

    /// <summary>No such session.</summary>
    Unknown = 4,

    /// <summary>The session exists and the secret is another. On the wire it is <see cref="Unknown"/>.</summary>
    WrongSecret = 5,

    /// <summary>The absolute deadline has passed.</summary>
    Expired = 6,

    /// <summary>Ended by decision.</summary>
    Revoked = 7,

    /// <summary>The session is not for this audience.</summary>
    Audience = 8,

    /// <summary>The idle timeout has passed.</summary>
    Idle = 9,

    /// <summary>A containment entry refuses the session while it stands.</summary>
    Locked = 10,

    /// <summary>The session lacks a required scope.</summary>
    Scope = 11,

    /// <summary>The session's assurance level or authentication age does not suffice (RFC 9470).</summary>
    Assurance = 12,

    /// <summary>The use limit is reached.</summary>
    UsesExhausted = 13,
}
