using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Tour.Steps;

/// <summary>A1: the token of a key-bound session, without the key and with another one. The owner is not disturbed, is told to rotate, and kills the copy by doing so.</summary>
internal sealed class StolenTokenStep : TourStep
{
    // Which of them depends on whether the grace of the copied token is over, and on what is looked at first.
    private static readonly string[] Dead = ["superseded", "possession_required", "unknown"];

    public override Attack Attack => Attack.StolenToken;

    public override async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        using var ownersKey = ProofKey.CreateEcdsa();
        using var thiefsKey = ProofKey.CreateEcdsa();
        var owner = scene.Holder(ownersKey);
        var session = await LivedSession.BeginAsync(scene, owner, cancellationToken).ConfigureAwait(false);
        if (session.Problem is { } problem)
        {
            return problem;
        }

        scene.Say($"An administrator holds session {session.Id}, bound to the key {owner.Thumbprint}: accepted with a proof of that key (DPoP).");
        return await StealAsync(session.Token, scene.Holder(thiefsKey), scene, cancellationToken).ConfigureAwait(false) ?? await HealAsync(session, scene, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StepResult?> StealAsync(string token, KeyHolder thief, TourScene scene, CancellationToken cancellationToken)
    {
        var alone = await scene.UseAsync(token, cancellationToken).ConfigureAwait(false);
        if (Refusals.Judge(alone, "possession_required", "Using the copied token without a key", "the copied token is accepted without the key.") is { } withoutKey)
        {
            return withoutKey;
        }

        scene.Say("The token is copied out of the profile and used elsewhere, without the key: refused, possession_required.");
        var other = await scene.UseAsAsync(thief, token, cancellationToken).ConfigureAwait(false);
        if (Refusals.Judge(other, "wrong_key", "Using the copied token with another key", "the copied token is accepted with a key of the thief's own.") is { } wrongKey)
        {
            return wrongKey;
        }

        scene.Say("The thief makes a key and sends a valid proof of that: refused, wrong_key.");
        return null;
    }

    private static async Task<StepResult> HealAsync(LivedSession session, TourScene scene, CancellationToken cancellationToken)
    {
        var used = await session.UseAsync("Using the session as its owner, after the thief,", cancellationToken).ConfigureAwait(false);
        if (session.Problem is { } problem)
        {
            return problem;
        }

        if (used is not ServiceAnswer.Done { Members: var verdict } || verdict[ClaimNames.RotateAfter]?.GetValue<long>() is not { } rotateAfter || rotateAfter > scene.Now() + 1)
        {
            return new StepResult.NotStopped("somebody without the key used the current token, and the owner is not told to replace it.");
        }

        var copy = await session.RotateAsync(cancellationToken).ConfigureAwait(false);
        if (session.Problem is { } later)
        {
            return later;
        }

        var dead = await scene.UseAsync(copy, cancellationToken).ConfigureAwait(false);
        if (Refusals.Judge(dead, Dead, "Using the copied token after its rotation", "the copied token is accepted after its owner rotated it.") is { } result)
        {
            return result;
        }

        scene.Say("The owner goes on, accepted, and is told to rotate now: the session is tainted. The owner rotates it with a proof for the cluster's own URL; the successor is accepted, and the copy is of a token that is no longer current.");
        scene.Say("What stops the thief is the binding (cnf, RFC 9449): the copy has no key; holding it does not log the owner out; and the owner's next rotation is the end of it.");
        return new StepResult.Stopped();
    }
}
