using System.Globalization;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Events;

/// <summary><c>events</c>: what happened, the oldest first; or what happens, as it happens; <c>events verify</c>: whether that is what was recorded.</summary>
internal sealed class EventsVerb(CliHost host) : ServiceVerb<EventsOptions>(host)
{
    private static readonly TimeSpan Yesterday = TimeSpan.FromDays(1);

    private static readonly string[] Columns =
    [
        EventNames.At, EventNames.Type, EventNames.Stream, EventNames.Sequence, ClaimNames.Subject, ClaimNames.ClientId, EventNames.Initiator, ClaimNames.InitiatedBy, ClaimNames.Reason, EventNames.Detail,
    ];

    protected override Task<ExitCode> RunAsync(ServiceClient service, Connection connection, EventsOptions options, CancellationToken cancellationToken) => options.Action == EventsOptions.Verify ? new EventsVerification(service, Console, Clock, options).RunAsync(cancellationToken)
        : options.Follow
        ? new EventFollowing(service, Console, Clock, options.Json).RunAsync(ServicePaths.Events(Narrow(options, EventsOptions.Seconds(options.From))), cancellationToken)
        : ShowAsync(service, options, cancellationToken);

    private async Task<ExitCode> ShowAsync(ServiceClient service, EventsOptions options, CancellationToken cancellationToken)
    {
        var from = EventsOptions.Seconds(options.From) ?? (options.Handle is null ? (Clock.GetUtcNow() - Yesterday).ToUnixTimeSeconds() : null);
        var pages = new EventPager(service, [.. Narrow(options, from), (EventNames.To, Text(EventsOptions.Seconds(options.To)))]);
        if (await pages.ReadAsync(options.Limit ?? EventsOptions.DefaultLimit, cancellationToken).ConfigureAwait(false) is { } failed)
        {
            return Show(failed, options);
        }

        if (options.Json)
        {
            Console.Line(new JsonObject { [EventNames.Events] = new JsonArray([.. pages.Events.Select(value => value.DeepClone())]) }.ToJsonString());
        }
        else if (pages.Events.Count > 0)
        {
            Console.Out.Write(Tables.Of(pages.Events, Columns));
        }
        else
        {
            Console.Tell("There are no such events.");
        }

        if (pages.HasMore)
        {
            Console.Tell("There are more: give a higher --limit, or a later --from.");
        }

        return ExitCode.Done;
    }

    private static IEnumerable<(string, string?)> Narrow(EventsOptions options, long? from) =>
    [
        (ClaimNames.SessionId, options.Handle), (ClaimNames.Subject, options.Subject), (EventNames.Type, options.Type), (EventNames.From, Text(from)),
    ];

    private static string? Text(long? seconds) => seconds?.ToString(CultureInfo.InvariantCulture);
}
