using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Revocation;

/// <summary><c>revoke</c>: ends one session and shows the receipt.</summary>
internal sealed class RevokeVerb(CliHost host) : ServiceVerb<RevokeOptions>(host)
{
    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, RevokeOptions options, CancellationToken cancellationToken)
    {
        var body = new JsonObject();
        if (options.SessionId is { } id)
        {
            body[ClaimNames.SessionId] = id;
        }
        else if (TokenInput.TryRead(Console, out var token, out var problem))
        {
            body[ClaimNames.Token] = token;
        }
        else
        {
            return Fail(ExitCode.Usage, problem);
        }

        options.AddTo(body);
        return Show(await service.PostAsync(ServicePaths.Revoke, body, cancellationToken).ConfigureAwait(false), options);
    }
}
