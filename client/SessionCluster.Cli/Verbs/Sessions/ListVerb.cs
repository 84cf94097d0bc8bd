using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Sessions;

/// <summary><c>list</c>: a subject's live sessions, all pages as one.</summary>
internal sealed class ListVerb(CliHost host) : ServiceVerb<ListOptions>(host)
{
    private static readonly string[] Columns =
    [
        ClaimNames.SessionId, ClaimNames.Status, ClaimNames.Class, ClaimNames.ClientId, ClaimNames.Audience, ClaimNames.AssuranceLevel, ClaimNames.IssuedAt, ClaimNames.IdleExpiresAt, ClaimNames.ExpiresAt,
    ];

    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, ListOptions options, CancellationToken cancellationToken)
    {
        _ = SubjectId.TryCreate(options.Subject, out var subject, out _);
        var path = ServicePaths.List(subject);
        var answer = await ListPages.ReadAsync(ClaimNames.Sessions, after => service.GetAsync(ListPages.PathOf(path, after), cancellationToken)).ConfigureAwait(false);
        return Show(answer, options, list => ShowSessions(list, options.Subject));
    }

    private void ShowSessions(JsonObject list, string subject)
    {
        var sessions = list[ClaimNames.Sessions]!.AsArray().OfType<JsonObject>().ToArray();
        if (sessions.Length == 0)
        {
            Console.Tell($"{subject} holds no live session.");
            return;
        }

        Console.Out.Write(Tables.Of(sessions, Columns));
    }
}
