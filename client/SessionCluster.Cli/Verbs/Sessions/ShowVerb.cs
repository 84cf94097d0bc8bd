using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Sessions;

/// <summary><c>show</c>: what is known of a session, ended or not.</summary>
internal sealed class ShowVerb(CliHost host) : ServiceVerb<ShowOptions>(host)
{
    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, ShowOptions options, CancellationToken cancellationToken)
    {
        _ = SessionId.TryParse(options.Handle, out var id);
        return Show(await service.GetAsync(ServicePaths.Session(id), cancellationToken).ConfigureAwait(false), options);
    }
}
