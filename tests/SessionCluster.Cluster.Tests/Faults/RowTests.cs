using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using Orleans.Serialization;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.Cluster.Tests.Faults;

/// <summary>One row, without a grain around it: reads and writes that cross, hang and disagree.</summary>
public sealed class RowTests : IDisposable
{
    private static readonly SessionId Id = SessionId.FromBytes([.. Enumerable.Range(1, SessionId.Size).Select(value => (byte)value)]);

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _clock = new();
    private readonly TestStorage _storage = new();
    private readonly TestFence _fence = new();
    private readonly GrainRow<SessionState> _row;

    public RowTests()
    {
        _storage.UseSerializer(_services.GetRequiredService<Serializer>());
        var instruments = new SessionInstruments(_services.GetRequiredService<IMeterFactory>(), new SiloFence(_clock));
        _row = new(new RowStore(_storage, _fence, _clock, instruments, NullLogger<RowStore>.Instance), GrainId.Create("session", Id.ToString()));
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    [Rule("P-W1"), Rule("L9")]
    public async Task A_read_that_began_before_an_insert_does_not_replace_what_it_landed()
    {
        using var gate = StorageGate.Close(_storage, operation => operation.Kind == StorageOperationKind.Read);
        var loading = _row.LoadAsync();
        await gate.Reached;
        var inserting = _row.UpdateAsync(_ => new SessionState { Id = Id, EdgeKeyId = 7 }, WriteMode.Insert);
        gate.Open();

        Assert.True(await loading);
        Assert.Equal(WriteOutcome.Landed, await inserting);
        Assert.Equal(7, _row.Landed!.EdgeKeyId);
    }

    /// <summary>Orleans' Azure provider wraps what its serializer throws: the alarm about an altered row must not be taken for a store that is away.</summary>
    [Fact]
    [Rule("A10")]
    public async Task A_row_that_is_not_to_be_trusted_is_told_from_a_store_that_fails_however_the_provider_wraps_it()
    {
        foreach (var (failure, problem) in new (Exception, UnavailableReason)[]
        {
            (new UntrustedRowException("altered"), UnavailableReason.Row),
            (new AggregateException(new UntrustedRowException("altered")), UnavailableReason.Row),
            (new AggregateException(new IOException("away")), UnavailableReason.Storage),
        })
        {
            _storage.Gate = _ => Task.FromException(failure);

            Assert.False(await _row.LoadAsync());
            Assert.Equal(problem, _row.Problem);
        }
    }

    [Fact]
    [Rule("P-W4"), Rule("N18")]
    public async Task A_store_that_hangs_is_given_up_after_three_tries_of_5_seconds_and_memory_is_as_before()
    {
        await _row.UpdateAsync(_ => new SessionState { Id = Id, EdgeKeyId = 1 });
        using var counter = new OperationCounter(_storage);
        _storage.Gate = operation => operation.Kind == StorageOperationKind.Write ? Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken) : Task.CompletedTask;

        var writing = _row.UpdateAsync(landed => landed! with { EdgeKeyId = 2 });
        for (var attempt = 1; attempt <= RowStore.MaxTries; attempt++)
        {
            Assert.Equal(attempt, counter.Writes);
            _clock.Advance(RowStore.OperationTimeout - TimeSpan.FromMilliseconds(1));
            Assert.False(writing.IsCompleted);
            await TimeOutAsync(() => counter.Writes > attempt || writing.IsCompleted, TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(WriteOutcome.Unknown, await writing);
        Assert.Equal(1, _row.Landed!.EdgeKeyId);

        _storage.Gate = null;
        Assert.NotEqual(WriteOutcome.Unknown, await _row.UpdateAsync(landed => landed! with { EdgeKeyId = 3 }));
        Assert.Equal(3, _storage.Session(Id)!.EdgeKeyId);
    }

    [Fact]
    [Rule("P-W4"), Rule("P-W2")]
    public async Task A_write_that_hung_and_lands_late_loses_against_what_was_written_since()
    {
        await _row.UpdateAsync(_ => new SessionState { Id = Id, EdgeKeyId = 1 });
        var late = StorageGate.CloseForWrites(_storage, "session");
        var writing = _row.UpdateAsync(landed => landed! with { EdgeKeyId = (byte)(landed.EdgeKeyId + 1) });
        await late.Reached;
        _storage.Gate = null;
        await TimeOutAsync(() => writing.IsCompleted, TimeSpan.FromSeconds(1));
        Assert.Equal(WriteOutcome.Read, await writing);

        late.Open();
        await _row.UpdateAsync(landed => landed! with { LastUsedAt = _clock.GetUtcNow() });

        Assert.Equal(2, _storage.Session(Id)!.EdgeKeyId);
        Assert.Equal(2, _row.Landed!.EdgeKeyId);
    }

    [Fact]
    [Rule("P-W4"), Rule("N18")]
    public async Task A_read_that_hangs_is_given_up_after_5_seconds_and_the_next_one_reads_again()
    {
        _storage.Gate = _ => Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        var loading = _row.LoadAsync().AsTask();
        var shared = _row.LoadAsync().AsTask();

        await TimeOutAsync(() => loading.IsCompleted, TimeSpan.FromSeconds(1));

        Assert.False(await loading);
        Assert.False(await shared);
        Assert.Equal(UnavailableReason.Storage, _row.Problem);
        _storage.Gate = null;
        Assert.True(await _row.LoadAsync());
    }

    [Theory]
    [Rule("P-W4"), Rule("P-W6"), Rule("P-F2")]
    [InlineData(WriteMode.Fenced, false)]
    [InlineData(WriteMode.Insert, false)]
    [InlineData(WriteMode.Last, true)]
    internal async Task Without_the_fence_only_the_last_write_starts(WriteMode mode, bool starts)
    {
        _fence.Drop();
        using var counter = new OperationCounter(_storage);

        var outcome = await _row.UpdateAsync(_ => new SessionState { Id = Id }, mode);

        Assert.Equal(starts ? WriteOutcome.Landed : WriteOutcome.NotFenced, outcome);
        Assert.Equal(starts ? 1 : 0, counter.Writes);
    }

    [Fact]
    [Rule("P-W2")]
    public async Task After_a_failed_write_the_next_value_is_composed_from_what_a_rival_wrote()
    {
        await _row.UpdateAsync(_ => new SessionState { Id = Id, EdgeKeyId = 1 });
        _storage.Put("session", Id.ToString(), new SessionState { Id = Id, EdgeKeyId = 9 });

        var outcome = await _row.UpdateAsync(landed => landed! with { LastUsedAt = _clock.GetUtcNow() });

        Assert.Equal(WriteOutcome.Read, outcome);
        Assert.Equal((9, _clock.GetUtcNow()), (_storage.Session(Id)!.EdgeKeyId, _row.Landed!.LastUsedAt));
    }

    [Fact]
    [Rule("P-W2")]
    public async Task A_write_whose_re_read_fails_too_is_in_doubt_and_is_not_tried_blindly()
    {
        await _row.UpdateAsync(_ => new SessionState { Id = Id, EdgeKeyId = 1 });
        using var counter = new OperationCounter(_storage);
        _storage.Faults = _ => StorageFault.ThrowWithoutDoing;

        Assert.Equal(WriteOutcome.Unknown, await _row.UpdateAsync(landed => landed! with { EdgeKeyId = 2 }));

        Assert.Equal((2, 1), (counter.Reads, counter.Writes));
        Assert.Equal(1, _row.Landed!.EdgeKeyId);
    }

    /// <summary>Lets the time-out of the operation under way pass, once it has begun to count.</summary>
    private async Task TimeOutAsync(Func<bool> over, TimeSpan step)
    {
        for (var advance = 0; advance < 1000 && !over(); advance++)
        {
            _clock.Advance(step);
            await Task.Delay(1);
        }

        Assert.True(over(), "The operation was not given up.");
    }
}
