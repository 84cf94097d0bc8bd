using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Tour.Steps.Reuse;

/// <summary>The same of a key-bound session. Without the key a copy of an old token is no evidence, or everybody who finds one could log the owner out; with a valid proof it is.</summary>
internal static class BoundReuse
{
    /// <summary>What stops somebody without the key; which of them depends on what is looked at first, and tells nothing.</summary>
    private static readonly string[] WithoutKey = ["superseded", "possession_required", "wrong_key", "unknown"];

    /// <summary>When the first attempt has ended the session, its owner's attempt shows that.</summary>
    private static readonly string[] AfterThat = [.. WithoutKey, BearerReuse.Revoked];

    public static async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        using var ownersKey = ProofKey.CreateEcdsa();
        using var thiefsKey = ProofKey.CreateEcdsa();
        using var probesKey = ProofKey.CreateEcdsa();
        var (owner, thief) = (scene.Holder(ownersKey), scene.Holder(thiefsKey));

        // One key is for one session (H4).
        var probe = await LivedSession.BeginAsync(scene, scene.Holder(probesKey), cancellationToken).ConfigureAwait(false);
        var session = await LivedSession.BeginAsync(scene, owner, cancellationToken).ConfigureAwait(false);
        var copyOfProbe = await probe.RotateAsync(cancellationToken).ConfigureAwait(false);
        var copy = await session.RotateAsync(cancellationToken).ConfigureAwait(false);
        if ((probe.Problem ?? session.Problem) is { } problem)
        {
            return problem;
        }

        // A thief with the key itself shows when the grace of both is over.
        var stolenKey = await probe.UntilRefusedAsync(copyOfProbe, cancellationToken).ConfigureAwait(false);
        if (Refusals.Judge(stolenKey, BearerReuse.Superseded, "Using a rotated token with its key", "a rotated token is accepted long after its successor was used, with its key.") is { } withKey)
        {
            return withKey;
        }

        var alone = await scene.UseAsync(copy, cancellationToken).ConfigureAwait(false);
        var other = await scene.UseAsAsync(thief, copy, cancellationToken).ConfigureAwait(false);
        if ((Refusals.Judge(alone, WithoutKey, "Using a rotated token without its key", "a rotated token is accepted without its key.")
            ?? Refusals.Judge(other, AfterThat, "Using a rotated token with another key", "a rotated token is accepted with another key.")) is { } withoutKey)
        {
            return withoutKey;
        }

        return await JudgeOwnersAsync(probe, session, scene, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StepResult> JudgeOwnersAsync(LivedSession probe, LivedSession session, TourScene scene, CancellationToken cancellationToken)
    {
        var used = await scene.UseAsAsync(session.Owner, session.Token, cancellationToken).ConfigureAwait(false);
        if (!TourScene.IsAccepted(used))
        {
            return TourScene.Text(used, ClaimNames.Refusal) == BearerReuse.Revoked
                ? new StepResult.NotStopped("somebody without the key used an old token, and that has logged the owner out.")
                : TourScene.Failed("Using a key-bound session as its owner, after somebody without the key used an old token,", used);
        }

        scene.Say($"Of key-bound session {session.Id} an old token is used after its grace, without the key and with another: refused, and the owner goes on. A copy without the key proves nothing, so it ends nothing.");
        var newest = await scene.UseAsAsync(probe.Owner, probe.Token, cancellationToken).ConfigureAwait(false);
        if (Refusals.Judge(newest, BearerReuse.Revoked, "Using the newest token after a former one was used with its key", "a rotated token was used again with its key, and its session lives on.") is { } result)
        {
            return result;
        }

        scene.Say($"Of session {probe.Id} one is used with a valid proof of its key: superseded, and the session is revoked. What stops a rotated token is that the session knows it, and that reuse is evidence (P-T3).");
        return new StepResult.Stopped();
    }
}
