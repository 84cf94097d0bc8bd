using SessionCluster.LoadTests.Arguments;

namespace SessionCluster.LoadTests.Scenarios;

/// <summary>What happens while the load is measured.</summary>
internal interface IScenario
{
    string Name { get; }

    /// <summary>For the help and the report.</summary>
    string Description { get; }

    /// <summary>The usual mix.</summary>
    OperationMix Mix { get; }

    /// <summary>It takes silos away or adds some.</summary>
    bool NeedsFaults => false;

    /// <summary>One silo must be left.</summary>
    bool NeedsSeveralSilos => false;

    /// <summary>Plays beside the load; ends before it or with it.</summary>
    Task PlayAsync(Stage stage);
}
