using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Janitor;

/// <summary><c>janitor status</c>: what it did and where it is.</summary>
internal sealed class JanitorStatusVerb(CliHost host) : ServiceVerb<JanitorStatusOptions>(host)
{
    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, JanitorStatusOptions options, CancellationToken cancellationToken) =>
        Show(await service.GetAsync(ServicePaths.Janitor, cancellationToken).ConfigureAwait(false), options);
}
