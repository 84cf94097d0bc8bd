using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage.Azure;
using SessionCluster.Silo.Storage.Sealing;
using SessionCluster.Tests.Shared.Azurite;

namespace SessionCluster.Unit.Tests.Storage.Azure;

/// <summary>What lies in the table.</summary>
public sealed class StoredRowTests(AzuriteFixture azurite)
{
    [Fact]
    [Rule("A10")]
    public async Task A_row_is_sealed_and_one_that_was_changed_is_refused()
    {
        var service = BareSilo.NewServiceId();
        await using var silo = await BareSilo.StartAsync(await azurite.GetConnectionStringAsync(), service);
        var id = GrainId.Create("thing", "one");
        await silo.Storage.WriteStateAsync("state", id, new ThingState { State = new() { Text = "sealed" } });
        var table = silo.Provider.GetRequiredKeyedService<TableServiceClient>(SessionStorage.ProviderName).GetTableClient(SessionTables.State);

        var row = (await table.GetEntityAsync<TableEntity>($"{service}_thing_one", "state", cancellationToken: TestContext.Current.CancellationToken)).Value;
        var data = row.GetBinary("Data");
        Assert.Equal(RowSeal.Format, data[0]);
        data[^1] ^= 1;
        row["Data"] = data;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, TestContext.Current.CancellationToken);

        var state = new ThingState { State = new() { Text = "as it was" }, ETag = "etag" };
        var refusal = await Assert.ThrowsAsync<AggregateException>(() => silo.Storage.ReadStateAsync("state", id, state));
        Assert.IsType<UntrustedRowException>(refusal.GetBaseException());
        Assert.Equal(("as it was", "etag"), (state.State.Text, state.ETag));
    }

    /// <summary>The provider replaces what the service does not take in keys ('/', '\', '#', '?') by '_': two such keys would share a row.</summary>
    [Fact]
    public void Keys_of_our_grains_have_nothing_that_the_provider_would_replace()
    {
        Assert.True(SubjectId.TryCreate("a/b\\c#d?e f_g", out var subject, out _));
        Assert.Matches("^[0-9a-f]+$", subject.Key.ToString());
        Assert.Matches("^[0-9a-f]+$", SessionId.FromBytes([.. Enumerable.Repeat((byte)'/', SessionId.Size)]).ToString());
    }
}
