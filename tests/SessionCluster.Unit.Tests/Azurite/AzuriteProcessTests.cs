using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using SessionCluster.Tests.Shared.Azurite;

namespace SessionCluster.Unit.Tests.Azurite;

public sealed class AzuriteProcessTests
{
    [Fact]
    public async Task A_restart_keeps_the_port_and_the_data()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var (port, first) = (azurite.Port, azurite.ProcessId);
        var table = Table(azurite);
        await table.CreateAsync(TestContext.Current.CancellationToken);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Text"] = "kept" }, TestContext.Current.CancellationToken);

        await azurite.RestartAsync();

        Assert.Equal(port, azurite.Port);
        Assert.NotEqual(first, azurite.ProcessId);
        var row = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("kept", row.Value.GetString("Text"));
    }

    [Fact]
    public async Task Once_stopped_it_answers_nobody()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        using var process = Process.GetProcessById(azurite.ProcessId);

        await azurite.StopAsync();
        await azurite.StopAsync();

        Assert.True(process.HasExited);
        await Assert.ThrowsAsync<RequestFailedException>(() => Table(azurite).CreateAsync(TestContext.Current.CancellationToken));
    }

    private static TableClient Table(AzuriteProcess azurite)
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        return new(azurite.ConnectionString, "Things", options);
    }
}
