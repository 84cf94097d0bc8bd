using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Scenarios;

/// <summary>In the middle third forged tokens are presented as fast as they are refused (A9).</summary>
internal sealed class ForgedFlood : IScenario
{
    private const int Callers = 16;

    public string Name => "forged-flood";

    public string Description => "an everyday mix; in the middle third 16 callers more present forged tokens as fast as they are refused";

    public OperationMix Mix => Mixes.Everyday;

    public async Task PlayAsync(Stage stage)
    {
        await stage.UntilAsync(1 / 3.0);
        stage.Mark("flood begins");
        await stage.FloodAsync(OperationKind.PresentForged, Callers, 2 / 3.0);
        stage.Mark("flood ends");
    }
}
