using Azure.Data.Tables;
using SessionCluster.EndToEnd.Tests.Cluster;
using SessionCluster.EndToEnd.Tests.Processes;
using SessionCluster.EndToEnd.Tests.Sessionctl;

namespace SessionCluster.EndToEnd.Tests.Restore;

/// <summary>Azure tables: rows and events, each with every property, and not the membership.</summary>
internal sealed class RestoredTables(ClusterHome home) : IRestoredStore
{
    // In the order in which they are read: what was kept of an event after its table was read is in its row still.
    private static readonly string[] Tables = ["SessionEvents", "SessionClusterState"];

    private readonly Dictionary<string, List<TableEntity>> _copies = [];

    /// <inheritdoc />
    public string EdgeRing => home.Files.EdgeRingFile;

    /// <inheritdoc />
    public bool IsCopiedWhileItRuns => true;

    /// <summary>Starts an emulator with nothing on it.</summary>
    public static async Task<RestoredTables> StartAsync() => new RestoredTables(await ClusterHome.StartAsync(0));

    /// <inheritdoc />
    public SiloProcess Launch(params string[] arguments) => home.Launch(arguments).Process;

    /// <inheritdoc />
    public CliHome Ask(SiloProcess silo) => new()
    {
        Variables = { ["SESSIONCTL_URL"] = silo.Address.ToString(), ["SESSIONCTL_CLIENT_ID"] = ClusterFiles.ClientId, ["SESSIONCTL_CLIENT_SECRET"] = home.Files.ClientSecret },
    };

    /// <inheritdoc />
    public async Task BackUpAsync()
    {
        foreach (var name in Tables)
        {
            _copies[name] = await ReadAsync(TableOf(name));
            Assert.NotEmpty(_copies[name]);
        }

        Assert.Contains(_copies[Tables[1]], row => row.RowKey == "owner");
    }

    /// <inheritdoc />
    public Task RestoreAsync() => RestoreAsync(Tables);

    /// <summary>Against the run-book: puts the rows back and leaves the events as they have become.</summary>
    public Task RestoreRowsOnlyAsync() => RestoreAsync(Tables[1]);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => home.DisposeAsync();

    private async Task RestoreAsync(params string[] names)
    {
        foreach (var name in names)
        {
            var table = TableOf(name);
            foreach (var row in await ReadAsync(table))
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: TestContext.Current.CancellationToken);
            }

            Assert.Empty(await ReadAsync(table));
            foreach (var row in _copies[name])
            {
                await table.AddEntityAsync(row, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task<List<TableEntity>> ReadAsync(TableClient table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            // These two are the service's own: a row that is added gets new ones.
            rows.Add(new(row.Where(property => property.Key is not ("odata.etag" or "Timestamp")).ToDictionary()));
        }

        return rows;
    }

    private TableClient TableOf(string name) => new(home.Azurite.ConnectionString, name);
}
