using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Rotation;

/// <summary>A successor that waits for its first presentation.</summary>
/// <param name="Hash">The hash of its digest.</param>
/// <param name="Derivation">How it is derived from the current secret.</param>
[GenerateSerializer, Immutable, Alias("sc.PendingSecret")]
public sealed record PendingSecret([property: Id(0)] SecretHash Hash, [property: Id(1)] Derivation Derivation);
