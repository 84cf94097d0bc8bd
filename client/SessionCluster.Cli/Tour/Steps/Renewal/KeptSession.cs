using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Tour.Steps.Renewal;

/// <summary>A password reset that ends every session but the one it was made in. Which one that is has to be shown by its key: a thief who holds a copy of its token can't keep anything.</summary>
internal static class KeptSession
{
    /// <summary>Answers <see langword="null"/> when the others ended and that one goes on.</summary>
    public static async Task<StepResult?> PlayAsync(TourScene whole, CancellationToken cancellationToken)
    {
        // A subject of its own: its cut-off refuses the authentications of the moments after it.
        _ = SubjectId.TryCreate($"{whole.Subject.Value}-kept", out var subject, out _);
        var scene = whole with { Subject = subject };
        try
        {
            return await ResetAsync(scene, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await scene.RevokeSubjectAsync("logout", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<StepResult?> ResetAsync(TourScene scene, CancellationToken cancellationToken)
    {
        using var ownersKey = ProofKey.CreateEcdsa();
        var owners = await LivedSession.BeginAsync(scene, scene.Holder(ownersKey), cancellationToken).ConfigureAwait(false);
        var thiefs = await LivedSession.BeginAsync(scene, null, cancellationToken).ConfigureAwait(false);
        if ((owners.Problem ?? thiefs.Problem) is { } problem)
        {
            return problem;
        }

        var stolen = await scene.RevokeOthersAsync("password_reset", owners.Token, null, cancellationToken).ConfigureAwait(false);
        if (stolen is not ServiceAnswer.Failed { ProblemCode: ProblemCodes.KeepRefused })
        {
            return stolen is ServiceAnswer.Done ? new StepResult.NotStopped("a session is kept for somebody who holds its token and not its key.") : TourScene.Failed("Keeping a session without its key", stolen);
        }

        var receipt = await scene.RevokeOthersAsync("password_reset", owners.Token, owners.Owner, cancellationToken).ConfigureAwait(false);
        if (receipt is not ServiceAnswer.Done)
        {
            return TourScene.Failed("Revoking the subject but for one session", receipt);
        }

        var after = await scene.UseAsync(thiefs.Token, cancellationToken).ConfigureAwait(false);
        await owners.UseAsync("Using the session that was kept", cancellationToken).ConfigureAwait(false);
        if ((Refusals.Judge(after, "revoked", "Using the thief's session after the reset", "the thief's session is accepted after the password was reset.") ?? owners.Problem) is { } result)
        {
            return result;
        }

        scene.Say($"The owner resets the password and keeps the session at hand, {owners.Id}: with the token alone keep_refused, and nothing ends; with a proof of its key the thief's session {thiefs.Id} is refused, revoked, and the owner's goes on (N11).");
        return null;
    }
}
