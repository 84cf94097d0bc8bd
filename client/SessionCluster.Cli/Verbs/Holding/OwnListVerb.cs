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
        var answer = await ListPages.ReadAsync(
            ClaimNames.Sessions,
            after => held.AskAsync(() => service.HoldAsync(HttpMethod.Get, ListPages.PathOf(ClusterPaths.OwnSessions, after), held.Token, held.Prove(), cancellationToken))).ConfigureAwait(false);
        return Show(answer, options, list => Console.Out.Write(Tables.Of(list[ClaimNames.Sessions]!.AsArray().OfType<JsonObject>(), Columns)));
    }
}
