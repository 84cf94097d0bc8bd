namespace SessionCluster.LoadTests.Scenarios;

/// <summary>Every scenario, in the order of the help.</summary>
internal static class ScenarioTable
{
    public static IReadOnlyList<IScenario> All { get; } = [new Steady(), new SiloLoss(), new ScaleOut(), new RevokeStorm(), new ForgedFlood()];

    public static IScenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);
}
