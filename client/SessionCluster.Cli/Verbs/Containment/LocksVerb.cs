using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Containment;

/// <summary><c>locks</c>: the locks that stand, all pages as one.</summary>
internal sealed class LocksVerb(CliHost host) : ServiceVerb<LocksOptions>(host)
{
    private static readonly string[] Columns =
    [
        ClaimNames.Id, ClaimNames.Dimension, ClaimNames.Value, ClaimNames.Until, ClaimNames.Reason, ClaimNames.Message, ClaimNames.InitiatedBy, ClaimNames.LockedAt,
    ];

    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, LocksOptions options, CancellationToken cancellationToken)
    {
        var locks = new JsonArray();
        string? after = null;
        do
        {
            var answer = await service.GetAsync(after is null ? ServicePaths.Locks : $"{ServicePaths.Locks}?after={Uri.EscapeDataString(after)}", cancellationToken).ConfigureAwait(false);
            if (answer is not ServiceAnswer.Done { Members: var page })
            {
                return Show(answer, options);
            }

            foreach (var entry in page[ClaimNames.Locks]?.AsArray() ?? [])
            {
                locks.Add(entry?.DeepClone());
            }

            // Pages go forward: a service that repeats itself must not keep us.
            var next = page[ClaimNames.Next]?.GetValue<string>();
            after = string.CompareOrdinal(next, after) > 0 ? next : null;
        }
        while (after is not null);

        if (options.Json)
        {
            Console.Line(new JsonObject { [ClaimNames.Locks] = locks }.ToJsonString(JsonText.Plain));
        }
        else if (locks.Count == 0)
        {
            Console.Tell("No lock stands.");
        }
        else
        {
            Console.Out.Write(Tables.Of(locks.OfType<JsonObject>(), Columns));
        }

        return ExitCode.Done;
    }
}
