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

    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, LocksOptions options, CancellationToken cancellationToken) =>
        Show(await ListPages.ReadAsync(ClaimNames.Locks, after => service.GetAsync(ListPages.PathOf(ServicePaths.Locks, after), cancellationToken)).ConfigureAwait(false), options, ShowLocks);

    private void ShowLocks(JsonObject list)
    {
        var locks = list[ClaimNames.Locks]!.AsArray().OfType<JsonObject>().ToArray();
        if (locks.Length == 0)
        {
            Console.Tell("No lock stands.");
            return;
        }

        Console.Out.Write(Tables.Of(locks, Columns));
    }
}
