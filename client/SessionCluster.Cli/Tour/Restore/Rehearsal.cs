using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Tour.Restore;

/// <summary>What silos on one copy of a store answer.</summary>
/// <param name="Store">The copy.</param>
/// <param name="Command">What starts a silo.</param>
/// <param name="Scene">With whom the tour plays.</param>
/// <param name="Cancellation">Cancels.</param>
internal sealed record Rehearsal(CopiedStore Store, string Command, TourScene Scene, CancellationToken Cancellation)
{
    private string _lastOutput = string.Empty;

    /// <summary>Tells what happens.</summary>
    public void Say(string sentence) => Scene.Say(sentence);

    /// <summary>Starts a silo, uses two tokens there, and stops it, so that its store is a whole file.</summary>
    /// <returns>The answers and what the silo printed; <see langword="null"/> when it does not start.</returns>
    public async Task<(ServiceAnswer First, ServiceAnswer Second, string Output)?> UseAsync(string first, string second)
    {
        var silo = CopiedSilo.Start(Command, Store, Scene.Clock);
        await using var ending = silo.ConfigureAwait(false);
        var address = await silo.WaitAsync(Cancellation).ConfigureAwait(false);
        _lastOutput = silo.Output;
        if (address is null)
        {
            return null;
        }

        using var service = Scene.Connect(address);
        var there = Scene with { Service = service };
        var answers = (First: await there.UseAsync(first, Cancellation).ConfigureAwait(false), Second: await there.UseAsync(second, Cancellation).ConfigureAwait(false));
        await Task.Delay(TimeSpan.FromMilliseconds(500), Scene.Clock, Cancellation).ConfigureAwait(false);
        return (answers.First, answers.Second, silo.Output);
    }

    /// <summary>The command starts none.</summary>
    public StepResult.Failed DoesNotStart() => new(ExitCode.Usage, $"'{Command}' starts no silo on a copy of the store: {(_lastOutput.Trim() is { Length: > 0 } output ? output.Split('\n')[^1] : "it printed nothing")}");
}
