using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Tour.Steps;

/// <summary>A1: the token of a key-bound session, without the key and with another one. The owner is not disturbed.</summary>
internal sealed class StolenTokenStep : TourStep
{
    public override Attack Attack => Attack.StolenToken;

    public override async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        using var ownersKey = ProofKey.CreateEcdsa();
        using var thiefsKey = ProofKey.CreateEcdsa();
        var (owner, thief) = (scene.Holder(ownersKey), scene.Holder(thiefsKey));
        var established = await scene.EstablishAsync(owner, null, cancellationToken).ConfigureAwait(false);
        var token = TourScene.Text(established, ClaimNames.Token);
        var used = established is ServiceAnswer.Done ? (await scene.UseAsync(token, owner, null, cancellationToken).ConfigureAwait(false)).Answer : established;
        if (!TourScene.IsAccepted(used))
        {
            return TourScene.Failed("Establishing and using a key-bound session", used);
        }

        scene.Say($"An administrator holds session {TourScene.Text(established, ClaimNames.SessionId)}, bound to the key {owner.Thumbprint}: accepted with a proof of that key (DPoP).");
        var alone = await scene.UseAsync(token, cancellationToken).ConfigureAwait(false);
        if (Refusals.Judge(alone, "possession_required", "Using the copied token without a key", "the copied token is accepted without the key.") is { } withoutKey)
        {
            return withoutKey;
        }

        scene.Say("The token is copied out of the profile and used elsewhere, without the key: refused, possession_required.");
        var other = (await scene.UseAsync(token, thief, null, cancellationToken).ConfigureAwait(false)).Answer;
        if (Refusals.Judge(other, "wrong_key", "Using the copied token with another key", "the copied token is accepted with a key of the thief's own.") is { } wrongKey)
        {
            return wrongKey;
        }

        scene.Say("The thief makes a key and sends a valid proof of that: refused, wrong_key.");
        used = (await scene.UseAsync(token, owner, null, cancellationToken).ConfigureAwait(false)).Answer;
        if (!TourScene.IsAccepted(used))
        {
            return TourScene.Failed("Using the session as its owner, after the thief,", used);
        }

        scene.Say("The owner goes on: accepted. What stops the thief is the binding (cnf, RFC 9449): the copy has no key, and holding it does not log the owner out.");
        return new StepResult.Stopped();
    }
}
