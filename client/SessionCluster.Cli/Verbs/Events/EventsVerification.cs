using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Events;

/// <summary><c>events verify</c>: whether a stream is what was recorded: no gap, each event as it was hashed, and as many as the stream's own sealed row says.</summary>
internal sealed class EventsVerification(ServiceClient service, CliConsole console, TimeProvider clock, EventsOptions options)
{
    // What was just written is handed on within a second or so.
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Verifies.</summary>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var pages = new EventPager(service, [(ClaimNames.SessionId, options.Stream)]);
            if (await pages.ReadAsync(int.MaxValue, cancellationToken).ConfigureAwait(false) is { } failed)
            {
                return Fail(failed.Code, failed.Sentence);
            }

            // After the events: the row never says less than what was kept before.
            var row = await service.GetAsync(options.Stream == SessionEvent.ContainmentStream ? ServicePaths.Locks : ServicePaths.Session(Id), cancellationToken).ConfigureAwait(false);
            if (row is ServiceAnswer.Failed { Code: not ExitCode.Refused } unknown)
            {
                return Fail(unknown.Code, unknown.Sentence);
            }

            var check = ChainCheck.Of(pages.Events.Select(EventReader.Read), (row as ServiceAnswer.Done)?.Members, options);
            if (check.IsWhole || check.IsFinal || attempt == Attempts)
            {
                return Tell(check);
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private ExitCode Tell(ChainCheck check)
    {
        if (options.Json)
        {
            console.Line(new JsonObject { ["whole"] = check.IsWhole, ["count"] = check.Count, ["head"] = check.Head.ToString(), ["sentence"] = check.Sentence }.ToJsonString(JsonText.Plain));
        }

        if (!check.IsWhole)
        {
            return Fail(ExitCode.Refused, check.Sentence);
        }

        if (!options.Json)
        {
            console.Line(check.Sentence);
        }

        return ExitCode.Done;
    }

    private ExitCode Fail(ExitCode code, string sentence)
    {
        console.Tell(sentence);
        return code;
    }

    private SessionId Id => SessionId.TryParse(options.Handle, out var id) ? id : default;
}
