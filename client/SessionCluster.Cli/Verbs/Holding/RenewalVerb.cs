using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary>A verb for a subject that has authenticated again.</summary>
/// <param name="host">Where it runs.</param>
/// <param name="path">The call.</param>
/// <param name="what">What was done, for people.</param>
internal abstract class RenewalVerb(CliHost host, string path, string what) : HoldingVerb<RenewalOptions>(host)
{
    protected override (HttpMethod Method, string Path) Target(RenewalOptions options) => (HttpMethod.Post, path);

    protected override async Task<ExitCode> AskAsync(ServiceClient service, HeldToken held, RenewalOptions options, CancellationToken cancellationToken)
    {
        var methods = options.Methods.SelectMany(methods => methods.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var authentication = new JsonObject
        {
            [ClaimNames.Methods] = new JsonArray([.. methods.Select(method => JsonValue.Create(method))]),
            [ClaimNames.AuthenticatedAt] = options.AuthenticatedAt ?? Clock.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (options.EventId is { } id)
        {
            authentication[ClaimNames.Id] = id;
        }

        var body = new JsonObject { [ClaimNames.Subject] = options.Subject, [ClaimNames.Authentication] = authentication };
        return ShowToken(await PostAsync(service, path, held, body, cancellationToken).ConfigureAwait(false), options, what);
    }
}
