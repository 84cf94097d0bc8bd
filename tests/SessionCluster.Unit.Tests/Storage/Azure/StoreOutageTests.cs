using Orleans.Runtime;
using Orleans.Storage;
using SessionCluster.Tests.Shared.Azurite;

namespace SessionCluster.Unit.Tests.Storage.Azure;

/// <summary>A store that is away: a fault, never an answer; and nothing that was acknowledged is lost.</summary>
public sealed class StoreOutageTests
{
    private static readonly GrainId Id = GrainId.Create("thing", "one");

    [Fact]
    [Rule("N18"), Rule("G3"), Rule("G6")]
    public async Task A_stopped_store_is_a_fault_and_once_it_is_back_everything_is_there()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        await using var silo = await BareSilo.StartAsync(azurite.ConnectionString, BareSilo.NewServiceId());
        var state = new ThingState { State = new() { Text = "acknowledged" } };
        await silo.Storage.WriteStateAsync("state", Id, state);
        var etag = state.ETag;

        await azurite.StopAsync();
        state.State.Text = "never acknowledged";
        var (write, read) = (await Record.ExceptionAsync(() => silo.Storage.WriteStateAsync("state", Id, state)), await Record.ExceptionAsync(() => silo.Storage.ReadStateAsync("state", Id, new ThingState())));

        Assert.NotNull(write);
        Assert.IsNotType<InconsistentStateException>(write, exactMatch: false);
        Assert.NotNull(read);
        Assert.Equal(etag, state.ETag);

        await azurite.RestartAsync();
        var found = new ThingState();
        await silo.Storage.ReadStateAsync("state", Id, found);
        Assert.Equal(("acknowledged", etag), (found.State.Text, found.ETag));
        await silo.Storage.WriteStateAsync("state", Id, state);
        Assert.NotEqual(etag, state.ETag);
    }
}
