using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Core.Admission;

/// <summary>The key that a new session will be bound to.</summary>
/// <param name="Confirmation">The key.</param>
/// <param name="IsProven">A proof showed that somebody has it; otherwise the caller answers for it.</param>
public sealed record BoundKey(Confirmation Confirmation, bool IsProven);
