using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;
using SessionCluster.Cli.Tour.Crash;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Tour.Steps;

/// <summary>A5: a request with its token and its proof, sent again; many copies at once; and again after the silo that accepted it was killed.</summary>
internal sealed class ReplayStep : TourStep
{
    /// <summary>What stops a copy as long as the session's activation lives.</summary>
    public const string Replayed = "proof_replayed";

    private const int Copies = 20;

    public override Attack Attack => Attack.Replay;

    public override async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        using var key = ProofKey.CreateEcdsa();
        var owner = scene.Holder(key);
        var established = await scene.EstablishAsync(owner, null, cancellationToken).ConfigureAwait(false);
        var token = TourScene.Text(established, ClaimNames.Token);
        if (established is not ServiceAnswer.Done)
        {
            return TourScene.Failed("Establishing a key-bound session", established);
        }

        var (used, captured) = await scene.UseAsync(token, owner, null, cancellationToken).ConfigureAwait(false);
        if (!TourScene.IsAccepted(used))
        {
            return TourScene.Failed("Using a key-bound session", used);
        }

        var again = await scene.SendAsync(captured, cancellationToken).ConfigureAwait(false);
        if (Refusals.Judge(again, Replayed, "Replaying the captured request", "the captured request is accepted a second time.") is { } replayed)
        {
            return replayed;
        }

        scene.Say($"A request of session {TourScene.Text(established, ClaimNames.SessionId)}, token and proof, is captured after it was accepted, and sent again: refused, {Replayed}.");
        return await RaceAsync(token, owner, scene, cancellationToken).ConfigureAwait(false) ?? await CrashReplay.PlayAsync(scene, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The copies don't even wait for the original.</summary>
    private static async Task<StepResult?> RaceAsync(string token, Possession.KeyHolder owner, TourScene scene, CancellationToken cancellationToken)
    {
        var request = Verbs.Validation.Verdict.Question(token, scene.Options.Audience);
        owner.Prove(request, token);
        var answers = await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => scene.SendAsync(request, cancellationToken))).ConfigureAwait(false);
        if (answers.FirstOrDefault(answer => answer is ServiceAnswer.Failed) is { } failed)
        {
            return TourScene.Failed("Sending copies of a request at once", failed);
        }

        var accepted = answers.Count(TourScene.IsAccepted);
        if (accepted > 1)
        {
            return new StepResult.NotStopped($"of {Copies} copies of a request that were sent at once {accepted} are accepted.");
        }

        if (answers.FirstOrDefault(answer => !TourScene.IsAccepted(answer) && TourScene.Text(answer, ClaimNames.Refusal) != Replayed) is { } other)
        {
            return new StepResult.Failed(ExitCode.Refused, $"of {Copies} copies of a request that were sent at once one was refused as '{TourScene.Text(other, ClaimNames.Refusal)}', not '{Replayed}'.");
        }

        scene.Say($"The owner's next request is sent {Copies} times at once: {accepted} accepted, {Copies - accepted} refused, {Replayed}. What stops the copies is the session's own memory of proofs (G2).");
        return null;
    }
}
