using SessionCluster.LoadTests.Arguments;

namespace SessionCluster.LoadTests.Scenarios;

/// <summary>Two silos more join while the load goes on.</summary>
internal sealed class ScaleOut : IScenario
{
    public string Name => "scale-out";

    public string Description => "an everyday mix; a silo joins after a quarter of the time and another after half of it";

    public OperationMix Mix => Mixes.Everyday;

    public bool NeedsFaults => true;

    public async Task PlayAsync(Stage stage)
    {
        await stage.UntilAsync(0.25);
        await stage.AddSiloAsync();
        await stage.UntilAsync(0.5);
        await stage.AddSiloAsync();
    }
}
