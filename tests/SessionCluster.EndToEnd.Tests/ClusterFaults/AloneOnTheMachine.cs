namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>Tests that run after all others of this project and beside none: other clusters on the same processors would be what they measure.</summary>
[CollectionDefinition(nameof(AloneOnTheMachine), DisableParallelization = true)]
public sealed class AloneOnTheMachine;
