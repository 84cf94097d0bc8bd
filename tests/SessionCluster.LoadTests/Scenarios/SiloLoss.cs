using SessionCluster.LoadTests.Arguments;

namespace SessionCluster.LoadTests.Scenarios;

/// <summary>A silo is gone after a third of the time, without a word.</summary>
internal sealed class SiloLoss : IScenario
{
    public string Name => "silo-loss";

    public string Description => "an everyday mix, and after a third of the time a silo is lost without a word";

    public OperationMix Mix => Mixes.Everyday;

    public bool NeedsFaults => true;

    public bool NeedsSeveralSilos => true;

    public async Task PlayAsync(Stage stage)
    {
        await stage.UntilAsync(1 / 3.0);
        await stage.LoseSiloAsync();
    }
}
