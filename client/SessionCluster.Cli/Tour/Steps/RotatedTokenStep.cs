using SessionCluster.Cli.Tour.Steps.Reuse;

namespace SessionCluster.Cli.Tour.Steps;

/// <summary>A6: a rotated token, used again by whoever copied it: of a bearer session, of one whose rotation the thief follows, and of a key-bound one.</summary>
internal sealed class RotatedTokenStep : TourStep
{
    public override Attack Attack => Attack.RotatedToken;

    public override async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken) =>
        await BearerReuse.PlayAsync(scene, cancellationToken).ConfigureAwait(false)
        ?? await Follower.PlayAsync(scene, cancellationToken).ConfigureAwait(false)
        ?? await BoundReuse.PlayAsync(scene, cancellationToken).ConfigureAwait(false);
}
