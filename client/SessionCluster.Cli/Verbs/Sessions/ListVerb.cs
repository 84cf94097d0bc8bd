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
        var sessions = new JsonArray();
        string? after = null;
        do
        {
            var answer = await service.GetAsync(ServicePaths.List(subject, after), cancellationToken).ConfigureAwait(false);
            if (answer is not ServiceAnswer.Done { Members: var page })
            {
                return Show(answer, options);
            }

            foreach (var session in page[ClaimNames.Sessions]?.AsArray() ?? [])
            {
                sessions.Add(session?.DeepClone());
            }

            // Pages go forward: a service that repeats itself must not keep us.
            var next = page[ClaimNames.Next]?.GetValue<string>();
            after = string.CompareOrdinal(next, after) > 0 ? next : null;
        }
        while (after is not null);

        return ShowAll(new() { [ClaimNames.Sessions] = sessions }, options);
    }

    private ExitCode ShowAll(JsonObject list, ListOptions options)
    {
        if (options.Json)
        {
            Console.Line(list.ToJsonString(JsonText.Plain));
            return ExitCode.Done;
        }

        var sessions = list[ClaimNames.Sessions]!.AsArray().OfType<JsonObject>().ToArray();
        if (sessions.Length == 0)
        {
            Console.Tell($"{options.Subject} holds no live session.");
            return ExitCode.Done;
        }

        Console.Out.Write(Tables.Of(sessions, Columns));
        return ExitCode.Done;
    }
}
