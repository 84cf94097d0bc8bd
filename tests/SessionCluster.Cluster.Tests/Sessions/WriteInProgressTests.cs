using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Sessions;

/// <summary>While a write is under way, validations go on, and decide on the stricter of landed and staged (P-W1).</summary>
public sealed class WriteInProgressTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("P-W1"), Rule("G1"), Rule("L10")]
    public async Task A_revocation_refuses_at_once_while_its_write_is_held_back()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var (revoking, gate) = await RevokeHeldBackAsync(_cluster, id);

        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
        Assert.False(revoking.IsCompleted);
        Assert.False(_cluster.Storage.HasTombstone(id));
        gate.Open();

        Assert.IsType<RevokeOutcome.Revoked>(await revoking);
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-W1"), Rule("G1")]
    public async Task A_decider_that_looks_at_the_landed_row_only_accepts_while_the_write_is_held_back()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(DeciderThat.ForgetsTheStagedEnd));
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var (revoking, gate) = await RevokeHeldBackAsync(cluster, id);

        Assert.Equal("accepted", await cluster.PresentAsync(id));
        gate.Open();
        await revoking;
    }

    [Fact]
    [Rule("P-W1"), Rule("G7")]
    public async Task A_write_in_progress_delays_no_validation()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        using var gate = StorageGate.CloseForWrites(_cluster.Storage, "session");
        _cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout / 4);
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        await gate.Reached;

        for (var use = 0; use < 20; use++)
        {
            Assert.Equal("accepted", await _cluster.PresentAsync(id));
        }

        Assert.NotEqual(_cluster.Clock.GetUtcNow(), _cluster.Storage.Session(id)!.LastUsedAt);
        gate.Open();
        await _cluster.InfoAsync(id);
        Assert.Equal(_cluster.Clock.GetUtcNow(), _cluster.Storage.Session(id)!.LastUsedAt);
    }

    [Fact]
    [Rule("G7"), Rule("L19")]
    public async Task Accepting_costs_no_operation_of_the_store_once_the_row_is_loaded()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        using var counter = OperationCounter.OfSession(_cluster.Storage, id);

        // Warm by its own insert, then cold: one read, and none after it.
        await AcceptManyAsync(id);
        Assert.Equal((0, 0), (counter.Reads, counter.Writes));
        await _cluster.DeactivateAsync(id);
        await AcceptManyAsync(id);
        Assert.Equal((1, 0), (counter.Reads, counter.Writes));
    }

    private async Task AcceptManyAsync(SessionId id)
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _cluster.PresentAsync(id)));
        Assert.All(verdicts, verdict => Assert.Equal("accepted", verdict));
    }

    private static async Task<(Task<RevokeOutcome> Revoking, StorageGate Gate)> RevokeHeldBackAsync(SessionTestCluster cluster, SessionId id)
    {
        var gate = StorageGate.Close(cluster.Storage, operation => operation.Kind == StorageOperationKind.Write && operation.Key == id.ToString());
        var revoking = cluster.TryRevokeAsync(id);
        await gate.Reached;
        return (revoking, gate);
    }
}
