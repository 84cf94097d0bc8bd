using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Faults;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Budgets;

namespace SessionCluster.Cluster.Tests.Budgets;

/// <summary>A use limit is never exceeded, not by one, not by a crash (G5).</summary>
public sealed class UseLimitTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const int Callers = 1000;

    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Theory]
    [Rule("G5"), Rule("N20"), Rule("L22"), Rule("P-B1")]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Exactly_as_many_of_1000_parallel_uses_pass_as_the_limit_allows(int limit)
    {
        var id = await _cluster.AdmitWithUsesAsync(limit);

        Assert.Equal(limit, await PresentInParallelAsync(id, Callers));
        Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsync(id));
    }

    [Theory]
    [Rule("G5"), Rule("N20"), Rule("L22"), Rule("P-B3")]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Deactivation_in_between_neither_adds_nor_loses_a_use(int limit)
    {
        var id = await _cluster.AdmitWithUsesAsync(limit);
        var accepted = 0;
        for (var round = 0; round < 10; round++)
        {
            var parallel = PresentInParallelAsync(id, Callers / 8);
            await _cluster.DeactivateAsync(id);
            accepted += await parallel;
        }

        Assert.Equal(limit, accepted);
        Assert.Equal(limit, _cluster.Storage.Session(id)!.Budget!.Reserved);
    }

    [Theory]
    [Rule("P-B1")]
    [InlineData(1, 0, 1)]
    [InlineData(7, 0, 1)]
    [InlineData(8, 1, 1)]
    [InlineData(9, 1, 1)]
    [InlineData(16, 2, 2)]
    [InlineData(512, 64, 64)]
    [InlineData(1000, 64, 64)]
    public async Task The_first_block_is_part_of_the_establishment_from_8_on(int limit, int reservedAtFirst, int block)
    {
        var id = await _cluster.AdmitWithUsesAsync(limit);
        Assert.Equal(reservedAtFirst, _cluster.Storage.Session(id)!.Budget!.Reserved);

        using var counter = OperationCounter.OfSession(_cluster.Storage, id);
        for (var use = 0; use < reservedAtFirst; use++)
        {
            Assert.Equal("accepted", await _cluster.PresentAsync(id));
        }

        Assert.Equal(0, counter.Writes);
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        Assert.Equal(1, counter.Writes);
        Assert.Equal(reservedAtFirst + block, _cluster.Storage.Session(id)!.Budget!.Reserved);
    }

    [Theory]
    [Rule("P-B2"), Rule("G7")]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1000)]
    public async Task Callers_share_one_reservation_for_each_block(int limit)
    {
        var id = await _cluster.AdmitWithUsesAsync(limit);
        var budget = UseBudget.ForLimit(limit);
        using var counter = OperationCounter.OfSession(_cluster.Storage, id);

        await PresentInParallelAsync(id, Callers);

        Assert.Equal((limit - budget.Reserved + budget.BlockSize - 1) / budget.BlockSize, counter.Writes);
        Assert.Equal(0, counter.Reads);
    }

    [Fact]
    [Rule("P-B1"), Rule("P-W1")]
    public async Task While_a_reservation_is_being_written_nothing_is_accepted_beyond_what_has_landed()
    {
        var id = await _cluster.AdmitWithUsesAsync(16);
        using var gate = StorageGate.CloseForWrites(_cluster.Storage, "session");

        var presented = Enumerable.Range(0, 10).Select(_ => _cluster.PresentAsync(id)).ToArray();
        await gate.Reached;

        // Two uses were reserved by the establishment; the other callers wait.
        var first = await Task.WhenAny(presented);
        await Task.WhenAny(presented.Where(verdict => verdict != first));
        await _cluster.InfoAsync(id);
        Assert.Equal(2, presented.Count(verdict => verdict.IsCompleted));
        Assert.Equal(2, _cluster.Storage.Session(id)!.Budget!.Reserved);
        gate.Open();
        Assert.All(await Task.WhenAll(presented), verdict => Assert.Equal("accepted", verdict));
    }

    [Fact]
    [Rule("P-B3")]
    public async Task Information_never_overstates_the_uses_that_are_left()
    {
        var id = await _cluster.AdmitWithUsesAsync(64);
        await _cluster.PresentAsync(id);
        Assert.Equal(63, (await _cluster.InfoAsync(id)).UsesLeft);

        // The last write is lost: what was reserved counts as spent.
        using (FailedWrites.Of(_cluster.Storage, WriteFailure.ThrowWithoutDoing, FailedWrites.Always, "session", id.ToString()))
        {
            await _cluster.DeactivateAsync(id);
        }

        Assert.Equal(56, (await _cluster.InfoAsync(id)).UsesLeft);
    }

    private async Task<int> PresentInParallelAsync(SessionId id, int count) =>
        (await Task.WhenAll(Enumerable.Range(0, count).Select(_ => _cluster.PresentAsync(id, SessionActivity.None)))).Count(verdict => verdict == "accepted");
}
