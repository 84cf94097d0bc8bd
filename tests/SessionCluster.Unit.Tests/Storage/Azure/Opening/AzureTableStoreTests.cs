using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Runtime;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Storage;
using SessionCluster.Silo.Storage.Azure.Opening;
using SessionCluster.Tests.Shared.Azurite;

namespace SessionCluster.Unit.Tests.Storage.Azure.Opening;

/// <summary>A store is opened when it answers, serves tables and is this cluster's (P-F6); otherwise a sentence says what to do.</summary>
public sealed class AzureTableStoreTests(AzuriteFixture azurite)
{
    [Fact]
    [Rule("P-F6")]
    public async Task A_cluster_that_comes_back_is_let_in_and_another_is_refused_with_a_sentence()
    {
        var (connection, service) = (await azurite.GetConnectionStringAsync(), BareSilo.NewServiceId());
        await OpenAsync(connection, service, "first");
        await OpenAsync(connection, service, "first");

        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => OpenAsync(connection, service, "second"));

        Assert.Contains($"belongs to cluster 'first' for service '{service}', not to 'second'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("SessionCluster:Cluster:ClusterId", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("P-F6")]
    public async Task Services_have_rows_of_their_own_and_an_owner_each()
    {
        var connection = await azurite.GetConnectionStringAsync();
        await OpenAsync(connection, BareSilo.NewServiceId(), "first");
        await OpenAsync(connection, BareSilo.NewServiceId(), "second");
    }

    [Fact]
    [Rule("P-F6"), Rule("N20")]
    public async Task Of_clusters_that_start_at_once_one_gets_the_store()
    {
        var (connection, service) = (await azurite.GetConnectionStringAsync(), BareSilo.NewServiceId());

        var refusals = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Record.ExceptionAsync(() => OpenAsync(connection, service, $"cluster-{number}")).AsTask()));

        Assert.Single(refusals, refusal => refusal is null);
        Assert.Equal(15, refusals.Count(refusal => refusal is StorageStartupException));
    }

    /// <summary>The twin: without the row, two clusters have activations of one grain, and only etags are between them.</summary>
    [Fact]
    [Rule("P-F6")]
    public async Task Without_the_check_another_cluster_writes_to_the_same_rows()
    {
        var (connection, service) = (await azurite.GetConnectionStringAsync(), BareSilo.NewServiceId());
        await using var first = await BareSilo.StartAsync(connection, service, "first");
        await using var second = await BareSilo.StartWithoutOwnerAsync(connection, service, "second");
        var (id, state) = (GrainId.Create("thing", "one"), new ThingState { State = new() { Text = "theirs" } });

        await second.Storage.WriteStateAsync("state", id, state);

        var read = new ThingState();
        await first.Storage.ReadStateAsync("state", id, read);
        Assert.Equal("theirs", read.State.Text);
    }

    [Fact]
    [Rule("N17")]
    public async Task A_store_that_does_not_answer_is_waited_for_so_long_and_told_by_its_key_without_its_secret()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = $"http://{silent.LocalEndpoint}/a";
        var clock = new FakeTimeProvider();
        await using var silo = BareSilo.Build($"AccountName=a;AccountKey=UzNDUjNU;TableEndpoint={address}", "service", configure: services => services.AddKeyedSingleton<TimeProvider>(SessionClusterTime.Runtime, clock));

        var opening = silo.Provider.GetRequiredService<AzureTableStore>().OpenAsync(TestContext.Current.CancellationToken);
        clock.Advance(AzureTableStore.Patience);

        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => opening);
        Assert.StartsWith($"SessionCluster:Storage:ConnectionString names {address}, which gave no answer within 10 s", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("UzNDUjNU", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_comes_up_while_it_is_waited_for_is_opened()
    {
        await using var own = await AzuriteProcess.StartAsync();
        await own.StopAsync();

        var opening = OpenAsync(own.ConnectionString, BareSilo.NewServiceId(), "cluster");
        await own.RestartAsync();

        await opening;
    }

    [Fact]
    public async Task A_store_that_refuses_the_key_is_told_at_once()
    {
        var wrong = (await azurite.GetConnectionStringAsync()).Replace("AccountKey=E", "AccountKey=F", StringComparison.Ordinal);

        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => OpenAsync(wrong, "service", "cluster"));

        Assert.Contains("which refuses this silo (403", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_is_opened_before_the_silo_joins()
    {
        await using var silo = BareSilo.Build(await azurite.GetConnectionStringAsync(), BareSilo.NewServiceId());
        var lifecycle = new RecordedLifecycle();

        silo.Provider.GetRequiredService<AzureTableStore>().Participate(lifecycle);

        Assert.InRange(lifecycle.Stage, ServiceLifecycleStage.First, ServiceLifecycleStage.RuntimeInitialize - 1);
    }

    private static async Task OpenAsync(string connection, string service, string cluster)
    {
        await using var silo = BareSilo.Build(connection, service, cluster);
        await silo.Provider.GetRequiredService<AzureTableStore>().OpenAsync(TestContext.Current.CancellationToken);
    }

    private sealed class RecordedLifecycle : ISiloLifecycle, IDisposable
    {
        public int Stage { get; private set; } = int.MaxValue;

        public int HighestCompletedStage => 0;

        public int LowestStoppedStage => int.MaxValue;

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            Stage = stage;
            return this;
        }

        public void Dispose()
        {
        }
    }
}
