using Orleans.Runtime;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Membership;

namespace SessionCluster.Cluster.Tests.Membership;

/// <summary>In a cluster a silo reads its own row in the membership table: dead, or gone after it was there, is for life; not there yet is nothing (P-F1).</summary>
public sealed class MembershipFenceSourceTests
{
    private readonly ScriptedTable _table = new();
    private readonly MembershipFenceSource _source;

    public MembershipFenceSourceTests() => _source = new(_table, new Departures.NamedSilo(ScriptedMembership.Own));

    [Theory]
    [Rule("P-F1")]
    [InlineData(SiloStatus.Joining)]
    [InlineData(SiloStatus.Active)]
    [InlineData(SiloStatus.ShuttingDown)]
    [InlineData(SiloStatus.Stopping)]
    public async Task While_its_row_does_not_say_dead_it_is_alive(SiloStatus status)
    {
        Put(status);
        Assert.Equal(FenceReading.Alive, await ReadAsync());
    }

    [Fact]
    [Rule("P-F1"), Rule("P-F5")]
    public async Task Declared_dead_it_never_answers_again()
    {
        Put(SiloStatus.Active);
        await ReadAsync();

        Put(SiloStatus.Dead);
        Assert.Equal((false, "the membership table says that this silo is dead"), ((await ReadAsync()).IsAlive, (await ReadAsync()).Reason));
    }

    [Fact]
    [Rule("P-F1")]
    public async Task A_row_that_is_gone_is_the_end_and_one_that_is_not_there_yet_is_neither_alive_nor_dead()
    {
        // Rows of others are not its own.
        _table.Rows.Add((ScriptedMembership.Silo(2), SiloStatus.Active));
        await Assert.ThrowsAsync<InvalidOperationException>(ReadAsync);

        Put(SiloStatus.Joining);
        Assert.True((await ReadAsync()).IsAlive);
        _table.Rows.Clear();
        Assert.Equal("this silo's row is gone from the membership table", (await ReadAsync()).Reason);
    }

    [Fact]
    [Rule("P-F1"), Rule("G6")]
    public async Task A_table_that_does_not_answer_renews_nothing()
    {
        Put(SiloStatus.Active);
        _table.BeforeRead = () => throw new IOException("no answer");
        await Assert.ThrowsAsync<IOException>(ReadAsync);

        _table.BeforeRead = () => Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        using var deadline = new CancellationTokenSource();
        var reading = _source.ReadAsync(deadline.Token).AsTask();
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    [Rule("P-F5")]
    public void A_silo_that_joins_waits_whatever_the_table_says() => Assert.True(_source.MustWaitAtStart);

    private void Put(SiloStatus status)
    {
        _table.Rows.RemoveAll(row => row.Silo.Equals(ScriptedMembership.Own));
        _table.Rows.Add((ScriptedMembership.Own, status));
    }

    private Task<FenceReading> ReadAsync() => _source.ReadAsync(TestContext.Current.CancellationToken).AsTask();
}
