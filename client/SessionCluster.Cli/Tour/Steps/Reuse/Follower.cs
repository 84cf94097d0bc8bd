namespace SessionCluster.Cli.Tour.Steps.Reuse;

/// <summary>A thief who holds a copy of a bearer session's token rotates it, too, at the same moment. The first successor that is used wins, and the other one exposes the theft at once.</summary>
internal static class Follower
{
    /// <summary>Answers <see langword="null"/> when it was stopped.</summary>
    public static async Task<StepResult?> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        var session = await LivedSession.BeginAsync(scene, null, cancellationToken).ConfigureAwait(false);
        var owners = await session.SuccessorAsync(TourScene.NewRotation(), cancellationToken).ConfigureAwait(false);
        var thiefs = await session.SuccessorAsync(TourScene.NewRotation(), cancellationToken).ConfigureAwait(false);
        session.Take(owners);
        await session.UseAsync("Using the successor of a token", cancellationToken).ConfigureAwait(false);
        if (session.Problem is { } problem)
        {
            return problem;
        }

        if (owners == thiefs)
        {
            return new StepResult.NotStopped("a thief who follows each rotation gets the owner's own successor, and nobody ever sees that there are two.");
        }

        var followed = await scene.UseAsync(thiefs, cancellationToken).ConfigureAwait(false);
        var after = await scene.UseAsync(session.Token, cancellationToken).ConfigureAwait(false);
        if ((Refusals.Judge(followed, BearerReuse.Superseded, "Using the thief's successor", "a thief's successor of a token is accepted beside the owner's.")
            ?? Refusals.Judge(after, BearerReuse.Revoked, "Using the owner's successor after the thief's", "a thief has followed a rotation and was seen, and the session lives on.")) is { } result)
        {
            return result;
        }

        scene.Say($"Of session {session.Id} owner and thief ask for a successor each, under rotation ids of their own, and get two. The owner uses its own first; the thief's is refused, superseded, and ends the session for both (P-T4).");
        return null;
    }
}
