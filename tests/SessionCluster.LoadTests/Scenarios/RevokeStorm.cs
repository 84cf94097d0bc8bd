using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Scenarios;

/// <summary>In the middle third sessions and subjects are ended as fast as they are established.</summary>
internal sealed class RevokeStorm : IScenario
{
    private static readonly OperationMix Storm = OperationMix.Of(
        (OperationKind.Validate, 35),
        (OperationKind.PresentEnded, 25),
        (OperationKind.Establish, 20),
        (OperationKind.Revoke, 14),
        (OperationKind.RevokeSubject, 6));

    public string Name => "revoke-storm";

    public string Description => "an everyday mix; in the middle third every fifth operation ends a session or all of a subject's";

    public OperationMix Mix => Mixes.Everyday;

    public async Task PlayAsync(Stage stage)
    {
        await stage.UntilAsync(1 / 3.0);
        stage.Change(Storm);
        stage.Mark("storm begins");
        await stage.UntilAsync(2 / 3.0);
        stage.Change(null);
        stage.Mark("storm ends");
    }
}
