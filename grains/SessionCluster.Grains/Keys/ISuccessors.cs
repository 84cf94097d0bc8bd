using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Rotation;

namespace SessionCluster.Grains.Keys;

/// <summary>Derives the successors of secrets (P-T1). The product has one way, <see cref="Successors"/>; a test host replaces it to show what follows when every holder of a token gets the same.</summary>
internal interface ISuccessors
{
    /// <summary>The ids in the silo ring, a bit each.</summary>
    uint KeyIds { get; }

    /// <summary>How a new successor is to be derived: the current silo key, and a salt that nobody predicts.</summary>
    Derivation Draw(RotationId rotationId);

    /// <summary>Derives; <see langword="null"/> when the silo key is in the ring no more.</summary>
    /// <param name="derivation">How.</param>
    /// <param name="presented">The digest of the secret that is replaced.</param>
    /// <param name="id">Whose.</param>
    /// <param name="generation">That secret's.</param>
    /// <param name="rotationId">The holder's name for the rotation; unset for a bound session.</param>
    SessionSecret? Derive(Derivation derivation, SecretDigest presented, SessionId id, int generation, RotationId rotationId);
}
