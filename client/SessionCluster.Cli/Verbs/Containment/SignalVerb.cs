using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Containment;

/// <summary><c>signal</c>: reports what was noticed about a session.</summary>
internal sealed class SignalVerb(CliHost host) : ServiceVerb<SignalOptions>(host)
{
    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, SignalOptions options, CancellationToken cancellationToken)
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

        body[ClaimNames.Type] = options.Type;
        body[ClaimNames.Level] = options.Level;
        return Show(await service.PostAsync(ServicePaths.Signal, body, cancellationToken).ConfigureAwait(false), options, _ => Console.Tell("Taken."));
    }
}
