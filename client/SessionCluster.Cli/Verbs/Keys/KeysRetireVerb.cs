using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Keys;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Keys;

/// <summary>
/// <c>keys retire</c>: takes a key away. An edge key goes without asking anybody, for that is what it is for: everything issued under it ends. A silo key goes once the running service says that no row is sealed under it.
/// </summary>
internal sealed class KeysRetireVerb(CliHost host) : AsyncCommand<KeysRetireOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, KeysRetireOptions settings, CancellationToken cancellationToken)
    {
        var id = (byte)settings.Id!.Value;
        if (settings.Kind == KeysRetireOptions.Silo && !settings.RowsArePast)
        {
            var (code, sentence) = await AskAsync(settings, id, cancellationToken).ConfigureAwait(false);
            if (sentence is not null)
            {
                host.Console.Tell(sentence);
                return (int)code;
            }
        }

        if (!KeyRingEdit.TryRetire(settings.Ring!, id, out var ring, out var problem))
        {
            host.Console.Tell(problem);
            return (int)ExitCode.Usage;
        }

        host.Console.Line(settings.Json ? RingText.Json(settings.Ring!, ring, "retired", id) : $"Retired key {id}. {RingText.Of(ring)}");
        return (int)ExitCode.Done;
    }

    private async Task<(ExitCode Code, string? Sentence)> AskAsync(KeysRetireOptions settings, byte id, CancellationToken cancellationToken)
    {
        if (!KeyRingFile.TryRead(settings.Ring!, out var ring, out var problem))
        {
            return (ExitCode.Usage, problem);
        }

        if (id == ring.CurrentId || !ring.Contains(id))
        {
            // What can't be retired anyway: the edit says why.
            return (ExitCode.Done, null);
        }

        if (!ConnectionReader.TryRead(settings, host.Surroundings, out var connection, out problem))
        {
            return (ExitCode.Usage, problem);
        }

        using var service = new ServiceClient(connection, host.Transport());
        return await service.GetAsync(ServicePaths.Janitor, cancellationToken).ConfigureAwait(false) switch
        {
            ServiceAnswer.Done done => (ExitCode.Refused, SealedRows.WhyNot(done.Members, id, ring.CurrentId)),
            ServiceAnswer.Failed failed => (failed.Code, $"Whether rows are sealed under key {id} can't be told. {failed.Sentence}"),
            _ => throw new InvalidOperationException("Unreachable: the answer is closed."),
        };
    }
}
