namespace SessionCluster.Cli.Tour;

/// <summary>One attack, played.</summary>
internal abstract class TourStep
{
    /// <summary>Which.</summary>
    public abstract Attack Attack { get; }

    /// <summary>Plays it and tells what happens.</summary>
    public abstract Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken);
}
