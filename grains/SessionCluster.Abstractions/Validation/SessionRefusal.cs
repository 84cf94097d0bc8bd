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

    /// <summary>The session is bound to a key, and the token came alone.</summary>
    PossessionRequired = 14,

    /// <summary>The proof or the certificate is of another key than the session's.</summary>
    WrongKey = 15,

    /// <summary>The proof fails a check of its own (RFC 9449 section 4.3), or the scheme asks for one and none came.</summary>
    ProofInvalid = 16,

    /// <summary>The proof was accepted before.</summary>
    ProofReplayed = 17,

    /// <summary>The proof must carry a nonce of ours, which comes with the answer (RFC 9449 section 9).</summary>
    NonceRequired = 18,

    /// <summary>The proof's <c>iat</c> is too far from our clock; a nonce that comes with the answer replaces it.</summary>
    ProofStale = 19,

    /// <summary>The session's replay memory is full: slow down. Nothing in it is forgotten for that.</summary>
    WindowFull = 20,

    /// <summary>The client context is another than the one declared at establishment.</summary>
    ContextChanged = 21,

    /// <summary>A secret that has a successor, after its grace.</summary>
    Superseded = 22,
}
