using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;
using SessionCluster.Cli.Tour.Restore;
using SessionCluster.Cli.Tour.Search;

namespace SessionCluster.Cli.Tour.Steps;

/// <summary>
/// A10: every byte of the store is searched for a token that was just issued. The search must find the session's handle, or it searched something else. With <c>--silo</c>, then, a copy of the store is altered
/// and restored.
/// </summary>
internal sealed class StolenStoreStep : TourStep
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // A store may write to its files some seconds later (Azurite: 5 s).
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public override Attack Attack => Attack.StolenStore;

    public override async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        if (scene.Options.Data is not { } directory)
        {
            return new StepResult.NotRun("give the directory of the store with --data, and its files are searched.");
        }

        var established = await scene.EstablishAsync(scene.Options.Class, scene.Now(), cancellationToken).ConfigureAwait(false);
        var token = TourScene.Text(established, ClaimNames.Token);
        if (established is not ServiceAnswer.Done || !SearchedForms.TryMake(token, out var forms))
        {
            return TourScene.Failed("Establishing a session", established);
        }

        // What is stored after a use is searched as well.
        var used = await scene.UseAsync(token, cancellationToken).ConfigureAwait(false);
        return TourScene.IsAccepted(used) ? await SearchAsync(directory, forms, scene, cancellationToken).ConfigureAwait(false) : TourScene.Failed("Using the session", used);
    }

    private static Task<StepResult> RestoreAsync(string directory, TourScene scene, CancellationToken cancellationToken)
    {
        if (scene.Options.Silo is { } command)
        {
            return RestoredStore.PlayAsync(directory, command, scene, cancellationToken);
        }

        scene.Say("Not played: an altered row, and a restored backup. --silo with the command that starts a silo plays them, on copies of this store.");
        return Task.FromResult<StepResult>(new StepResult.Stopped());
    }

    private static async Task<StepResult> SearchAsync(string directory, SearchedForms forms, TourScene scene, CancellationToken cancellationToken)
    {
        var started = scene.Clock.GetTimestamp();
        while (true)
        {
            var found = await StoreSearch.RunAsync(directory, [.. forms.Secrets, .. forms.Handle], cancellationToken).ConfigureAwait(false);
            if (found.Problem is { } problem)
            {
                return new StepResult.Failed(ExitCode.Usage, problem);
            }

            if (found.Hits.FirstOrDefault(hit => forms.Secrets.Contains(hit.Form)) is { } hit)
            {
                return new StepResult.NotStopped($"{hit.Path} holds the {hit.Form.Name}: whoever has the store has the session.");
            }

            if (found.Hits.Count > 0)
            {
                scene.Say($"The store in {directory} is searched for a token that is in use: {found.Files} files, {found.Bytes} bytes.");
                scene.Say($"The session's handle is there; its token, its secret and the secret's digest are not, in none of {forms.Secrets.Count} forms (raw, hexadecimal, base64).");
                return await RestoreAsync(directory, scene, cancellationToken).ConfigureAwait(false);
            }

            if (scene.Clock.GetElapsedTime(started) > Patience)
            {
                return new StepResult.Failed(ExitCode.Usage, $"{directory} does not hold the session that was just established, so it is not this service's store: give the right directory.");
            }

            await Task.Delay(Period, scene.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
