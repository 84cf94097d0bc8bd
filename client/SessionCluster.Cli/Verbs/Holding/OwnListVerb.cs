using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary><c>me list</c>: the sessions of the token's own subject, all pages as one.</summary>
internal sealed class OwnListVerb(CliHost host) : HoldingVerb<OwnOptions>(host)
{
    private static readonly string[] Columns =
    [
        ClaimNames.SessionId, ClaimNames.Current, ClaimNames.Status, ClaimNames.Class, ClaimNames.ClientId, ClaimNames.Audience, ClaimNames.IssuedAt, ClaimNames.LastUsedAt, ClaimNames.ExpiresAt,
    ];

    protected override (HttpMethod Method, string Path) Target(OwnOptions options) => (HttpMethod.Get, ClusterPaths.OwnSessions);

    protected override async Task<ExitCode> AskAsync(ServiceClient service, HeldToken held, OwnOptions options, CancellationToken cancellationToken)
    {
        var sessions = new JsonArray();
        string? after = null;
        do
        {
            var path = after is null ? ClusterPaths.OwnSessions : $"{ClusterPaths.OwnSessions}?after={Uri.EscapeDataString(after)}";
            var answer = await held.AskAsync(() => service.HoldAsync(HttpMethod.Get, path, held.Token, held.Prove(), cancellationToken)).ConfigureAwait(false);
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

        if (options.Json)
        {
            Console.Line(new JsonObject { [ClaimNames.Sessions] = sessions }.ToJsonString(JsonText.Plain));
        }
        else
        {
            Console.Out.Write(Tables.Of(sessions.OfType<JsonObject>(), Columns));
        }

        return ExitCode.Done;
    }
}
