using System.Collections.Immutable;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Core.Rotation;

/// <summary>How a successor was derived, so that asking again derives the same (P-T1). Without the presented digest and the silo key it is worth nothing.</summary>
/// <param name="SiloKeyId">The silo key whose rotation key was used.</param>
/// <param name="Salt">16 random bytes.</param>
/// <param name="RotationHash">Stands for the rotation id of a bearer session (P-T4); unset for a bound one.</param>
[GenerateSerializer, Immutable, Alias("sc.Derivation")]
public sealed record Derivation([property: Id(0)] byte SiloKeyId, [property: Id(1)] ImmutableArray<byte> Salt, [property: Id(2)] Digest128 RotationHash);
