using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Tour.Steps;

/// <summary>A9: tokens of the right shape with a tag that nobody made. They are refused by the edge (<c>forged</c>), and no session is looked for in the store.</summary>
internal sealed class ForgeriesStep : TourStep
{
    private const int Forgeries = 20;

    // Longer than the service may keep a page of metrics.
    private static readonly TimeSpan MetricsDelay = TimeSpan.FromSeconds(1);

    public override Attack Attack => Attack.Forgeries;

    public override async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        var established = await scene.EstablishAsync(scene.Options.Class, scene.Now(), cancellationToken).ConfigureAwait(false);
        var token = TourScene.Text(established, ClaimNames.Token);
        if (established is not ServiceAnswer.Done || !Forgery.TryMake(token, out _))
        {
            return TourScene.Failed("Establishing a session to imitate its token", established);
        }

        var before = await Metrics.ReadMissesAsync(scene, cancellationToken).ConfigureAwait(false);
        scene.Say($"{Forgeries} tokens are made with the form and checksum of a real one, but without the key that makes the tag.");
        for (var number = 1; number <= Forgeries; number++)
        {
            _ = Forgery.TryMake(token, out var forged);
            var used = await scene.UseAsync(forged, cancellationToken).ConfigureAwait(false);
            if (used is ServiceAnswer.Failed)
            {
                return TourScene.Failed("Using a forged token", used);
            }

            if (TourScene.IsAccepted(used))
            {
                return new StepResult.NotStopped("a forged token is accepted.");
            }

            if (TourScene.Text(used, ClaimNames.Refusal) is not "forged" and var refusal)
            {
                return new StepResult.NotStopped($"a forged token got past the edge: its refusal is '{refusal}', not 'forged', so a grain was activated for it.");
            }
        }

        scene.Say($"All {Forgeries} are refused by the edge: forged.");
        return await CompareAsync(before, token, scene, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StepResult> CompareAsync(long? before, string token, TourScene scene, CancellationToken cancellationToken)
    {
        if (before is not null)
        {
            await Task.Delay(MetricsDelay, scene.Clock, cancellationToken).ConfigureAwait(false);
        }

        // Others may ask for sessions that do not exist meanwhile; what we sent shows as at least as many.
        if (before is { } earlier && await Metrics.ReadMissesAsync(scene, cancellationToken).ConfigureAwait(false) is { } later)
        {
            if (later - earlier >= Forgeries)
            {
                return new StepResult.NotStopped($"{later - earlier} sessions were looked for in the store meanwhile (sessioncluster.session.loads).");
            }

            scene.Say($"Sessions looked for in the store and not found meanwhile: {later - earlier}.");
        }
        else
        {
            scene.Say("The metrics were not read: this client lacks the permission 'administer'.");
        }

        var used = await scene.UseAsync(token, cancellationToken).ConfigureAwait(false);
        if (!TourScene.IsAccepted(used))
        {
            return TourScene.Failed("Using the real token afterwards", used);
        }

        scene.Say("The real token is accepted as before.");
        return new StepResult.Stopped();
    }
}
