using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary><c>rotate</c>: a successor of a token. Without a key the session is a bearer one, and its rotation gets an id.</summary>
internal sealed class RotateVerb(CliHost host) : HoldingVerb<RotateOptions>(host)
{
    protected override (HttpMethod Method, string Path) Target(RotateOptions options) => (HttpMethod.Post, ServicePaths.Rotate);

    protected override async Task<ExitCode> AskAsync(ServiceClient service, HeldToken held, RotateOptions options, CancellationToken cancellationToken)
    {
        var body = new JsonObject();
        if (options.RotationId is { } id)
        {
            body[ClaimNames.RotationId] = id;
        }
        else if (options.Key is null)
        {
            body[ClaimNames.RotationId] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Abstractions.Identifiers.RotationId.Size));
        }

        return ShowToken(await PostAsync(service, ServicePaths.Rotate, held, body, cancellationToken).ConfigureAwait(false), options, "Rotated session");
    }
}
