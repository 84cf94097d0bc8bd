using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary><c>me end</c>: ends one session of the token's own subject.</summary>
internal sealed class OwnEndVerb(CliHost host) : HoldingVerb<OwnEndOptions>(host)
{
    protected override (HttpMethod Method, string Path) Target(OwnEndOptions options) => (HttpMethod.Delete, PathOf(options));

    protected override async Task<ExitCode> AskAsync(ServiceClient service, HeldToken held, OwnEndOptions options, CancellationToken cancellationToken)
    {
        var answer = await held.AskAsync(() => service.HoldAsync(HttpMethod.Delete, PathOf(options), held.Token, held.Prove(), cancellationToken)).ConfigureAwait(false);
        return Show(answer, options, _ => Console.Tell($"Ended session {options.SessionId}."));
    }

    private static string PathOf(OwnEndOptions options) => SessionId.TryParse(options.SessionId, out var id) ? ClusterPaths.OwnSession(id) : throw new InvalidOperationException("Unreachable: the options are checked.");
}
