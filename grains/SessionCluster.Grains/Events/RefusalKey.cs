using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Grains.Events;

/// <summary>What refusals are counted by.</summary>
internal readonly record struct RefusalKey(SessionId Session, SessionRefusal Refusal);
