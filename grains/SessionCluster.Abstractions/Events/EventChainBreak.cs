namespace SessionCluster.Abstractions.Events;

/// <summary>Where a chain is not what it was.</summary>
/// <param name="Sequence">The first place at which that shows.</param>
/// <param name="Flaw">What shows there.</param>
public sealed record EventChainBreak(long Sequence, EventChainFlaw Flaw);
