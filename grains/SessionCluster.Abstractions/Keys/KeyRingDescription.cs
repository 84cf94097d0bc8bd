using System.Collections.Immutable;

namespace SessionCluster.Abstractions.Keys;

/// <summary>What a ring says about itself: ids and digests.</summary>
/// <param name="CurrentId">The id of the current key.</param>
/// <param name="Keys">The keys in the order of their ids.</param>
[GenerateSerializer, Immutable, Alias("sc.KeyRingDescription")]
public sealed record KeyRingDescription([property: Id(0)] byte CurrentId, [property: Id(1)] ImmutableArray<KeyDescription> Keys);
