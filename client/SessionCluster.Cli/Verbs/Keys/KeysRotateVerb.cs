using SessionCluster.Cli.Hosting;
using SessionCluster.Client.Keys;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Keys;

/// <summary><c>keys rotate</c>: a new key, current from now on, beside those that are there. It asks nobody.</summary>
internal sealed class KeysRotateVerb(CliHost host) : Command<KeysRotateOptions>
{
    private const string Advice =
        "Bring the file to every silo and, an edge ring, to every API service: each takes it over within 5 s. Until all have it, tokens and rows under the new key are refused by those that lack it, so give a ring that several hold "
        + "the new key everywhere before anything is issued under it. `sessionctl keys retire` takes the former key away: an edge key ends everything issued under it.";

    public override int Execute(CommandContext context, KeysRotateOptions settings, CancellationToken cancellationToken)
    {
        if (!KeyRingEdit.TryRotate(settings.Ring!, (byte?)settings.Id, out var ring, out var problem))
        {
            host.Console.Tell(problem);
            return (int)ExitCode.Usage;
        }

        host.Console.Line(settings.Json ? RingText.Json(settings.Ring!, ring, "added", ring.CurrentId) : $"Added key {ring.CurrentId}. {RingText.Of(ring)}\n{Advice}");
        return (int)ExitCode.Done;
    }
}
