using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Tour.Restore;

/// <summary>
/// A backup of the store, one row of it altered, and restored: silos of the tour's own are started on a copy. The one on the copy as it is accepts what was revoked after the backup was made, which is what a
/// backup is; the one on the altered copy refuses the row; and with the edge key retired, as the run-book says, nothing of before is accepted.
/// </summary>
internal static class RestoredStore
{
    private const string AlarmedBy = "seal of a stored row is wrong";

    public static async Task<StepResult> PlayAsync(string directory, string command, TourScene scene, CancellationToken cancellationToken)
    {
        // Two sessions: of one the row is altered, the other one is revoked after the backup. Nobody is called like the altered subject.
        _ = SubjectId.TryCreate($"{scene.Subject.Value}-altered", out var subject, out _);
        var altered = scene with { Subject = subject };
        var revokedToken = await EstablishAsync(scene, cancellationToken).ConfigureAwait(false);
        var alteredToken = await EstablishAsync(altered, cancellationToken).ConfigureAwait(false);
        if (revokedToken is null || alteredToken is null)
        {
            return new StepResult.Failed(ExitCode.Refused, "two sessions for the backup could not be established.");
        }

        try
        {
            using var backup = CopiedStore.Of(directory);
            var receipt = await scene.RevokeSubjectAsync("compromise", cancellationToken).ConfigureAwait(false);
            if (receipt is not ServiceAnswer.Done)
            {
                return TourScene.Failed("Revoking a subject after the backup", receipt);
            }

            return await PlayAsync(new(backup, command, scene, cancellationToken), subject.Value, revokedToken, alteredToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new StepResult.Failed(ExitCode.Usage, $"{directory} can't be copied: {exception.Message}");
        }
        finally
        {
            await altered.RevokeSubjectAsync("logout", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<StepResult> PlayAsync(Rehearsal rehearsal, string alteredSubject, string revokedToken, string alteredToken)
    {
        var restored = await rehearsal.UseAsync(revokedToken, alteredToken).ConfigureAwait(false);
        if (restored is not { } first)
        {
            return rehearsal.DoesNotStart();
        }

        if (!TourScene.IsAccepted(first.First) || !TourScene.IsAccepted(first.Second))
        {
            return TourScene.Failed("Using the sessions of the backup on a silo that was started on it", TourScene.IsAccepted(first.First) ? first.Second : first.First);
        }

        rehearsal.Say("A backup is made while the service runs, then a session of it is revoked. A silo that is started on the backup as it is accepts that session again: that is what a backup is, and why there is a run-book.");
        if (rehearsal.Store.Alter(alteredSubject, alteredSubject.Replace("altered", "another", StringComparison.Ordinal)) == 0)
        {
            return new StepResult.Failed(ExitCode.Refused, "the row to alter was not found in the backup.");
        }

        var forged = await rehearsal.UseAsync(alteredToken, revokedToken).ConfigureAwait(false);
        if (forged is not { } second)
        {
            return rehearsal.DoesNotStart();
        }

        if (TourScene.IsAccepted(second.First))
        {
            return new StepResult.NotStopped("a row of the store was altered, and its session is accepted.");
        }

        if (!second.Output.Contains(AlarmedBy, StringComparison.OrdinalIgnoreCase))
        {
            return new StepResult.Failed(ExitCode.Refused, "a row of the store was altered, and its session is not accepted, but no silo has noticed why.");
        }

        rehearsal.Say("Somebody who can write the storage puts another subject into a row: its seal is wrong, the silo says so, and decides nothing from it.");
        return await RetireAsync(rehearsal, revokedToken).ConfigureAwait(false);
    }

    private static async Task<StepResult> RetireAsync(Rehearsal rehearsal, string revokedToken)
    {
        if (!RetiredKey.TryReplace(Path.Combine(rehearsal.Store.Location, "edge-ring.json")))
        {
            return new StepResult.Failed(ExitCode.Refused, "the backup has no edge ring (edge-ring.json) whose key could be retired.");
        }

        var retired = await rehearsal.UseAsync(revokedToken, revokedToken).ConfigureAwait(false);
        if (retired is not { } third)
        {
            return rehearsal.DoesNotStart();
        }

        if (TourScene.IsAccepted(third.First))
        {
            return new StepResult.NotStopped("the edge key was retired before the restored store was started, and a session of before is accepted.");
        }

        rehearsal.Say($"The run-book: retire the edge key, then start. The session that was revoked is refused, {TourScene.Text(third.First, ClaimNames.Refusal)}, and so is everything else that was issued under that key (L25).");
        rehearsal.Say("What stops who has the store: nothing in it can be presented, each row is sealed under a key that is not in it, and retiring a key ends everything issued under it.");
        return new StepResult.Stopped();
    }

    private static async Task<string?> EstablishAsync(TourScene scene, CancellationToken cancellationToken)
    {
        var established = await scene.EstablishAsync(scene.Options.Class, scene.Now(), cancellationToken).ConfigureAwait(false);
        return established is ServiceAnswer.Done ? TourScene.Text(established, ClaimNames.Token) : null;
    }
}
