namespace SessionCluster.Cli.Tour.Steps.Reuse;

/// <summary>A bearer session is rotated; the former token is used after its grace. Nobody can say whose copy that is, so the session ends for both.</summary>
internal static class BearerReuse
{
    /// <summary>What stops the copy.</summary>
    public const string Superseded = "superseded";

    /// <summary>What has become of the session then.</summary>
    public const string Revoked = "revoked";

    /// <summary>Answers <see langword="null"/> when it was stopped.</summary>
    public static async Task<StepResult?> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        var session = await LivedSession.BeginAsync(scene, null, cancellationToken).ConfigureAwait(false);
        var copy = session.Token;
        var rotation = TourScene.NewRotation();
        var successor = await session.SuccessorAsync(rotation, cancellationToken).ConfigureAwait(false);
        var again = await session.SuccessorAsync(rotation, cancellationToken).ConfigureAwait(false);
        session.Take(successor);
        await session.UseAsync("Using the successor of a token", cancellationToken).ConfigureAwait(false);
        if (session.Problem is { } problem)
        {
            return problem;
        }

        if (successor != again)
        {
            return new StepResult.Failed(Hosting.ExitCode.Refused, "a rotation that its owner repeats, because the answer was lost, gives another token: one of the two would look like a thief's.");
        }

        scene.Say($"Owner and thief hold the token of bearer session {session.Id}. The owner rotates it; asking twice, as after a lost answer, gives the same successor, and its first use makes it current.");
        var reused = await session.UntilRefusedAsync(copy, cancellationToken).ConfigureAwait(false);
        return Refusals.Judge(reused, Superseded, "Using the rotated token after its grace", "a rotated token is accepted long after its successor was used.")
            ?? await JudgeFamilyAsync(session, scene, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StepResult?> JudgeFamilyAsync(LivedSession session, TourScene scene, CancellationToken cancellationToken)
    {
        var newest = await scene.UseAsync(session.Token, cancellationToken).ConfigureAwait(false);
        if (Refusals.Judge(newest, Revoked, "Using the newest token after a former one was reused", "a rotated token was used again, and its session lives on.") is { } result)
        {
            return result;
        }

        scene.Say("The thief uses the old one after its grace: refused, superseded. Who of the two is the thief nobody can say, so the newest token is refused from then on, too, revoked: the owner authenticates again (P-T3, G1).");
        return null;
    }
}
