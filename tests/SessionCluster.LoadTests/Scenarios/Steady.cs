using SessionCluster.LoadTests.Arguments;

namespace SessionCluster.LoadTests.Scenarios;

/// <summary>Nothing happens.</summary>
internal sealed class Steady : IScenario
{
    public string Name => "steady";

    public string Description => "an everyday mix, and nothing happens to the cluster";

    public OperationMix Mix => Mixes.Everyday;

    public Task PlayAsync(Stage stage) => Task.CompletedTask;
}
