using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Containment;

/// <summary><c>lock</c>: in force on every silo when it ends.</summary>
internal sealed class LockVerb(CliHost host) : ServiceVerb<LockOptions>(host)
{
    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, LockOptions options, CancellationToken cancellationToken)
    {
        var body = new JsonObject { [ClaimNames.Dimension] = options.Dimension };
        if (options.Value is { } value)
        {
            body[ClaimNames.Value] = value;
        }

        if (options.Span is { } span)
        {
            body[ClaimNames.Until] = (Clock.GetUtcNow() + span).ToUnixTimeSeconds();
        }

        if (options.Message is { } message)
        {
            body[ClaimNames.Message] = message;
        }

        options.AddTo(body);
        return Show(await service.PostAsync(ServicePaths.Locks, body, cancellationToken).ConfigureAwait(false), options);
    }
}
