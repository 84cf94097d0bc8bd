using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Time;

namespace SessionCluster.Cluster.Tests.Clusters;

/// <summary>
/// A session that moves takes along what its row does not say, and it counts only if the row is still the same, it is under 10 s old, and nobody has died since (P-R4). What is left unsaid here by a
/// store that takes no writes is the exact last use.
/// </summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private static readonly TimeSpan Used = TimeSpan.FromMinutes(1);

    private readonly ShiftedClock _runtime = new();
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options =>
    {
        options.Silos = 2;
        options.ReplaceServices = services => services.AddKeyedSingleton<TimeProvider>(SessionClusterTime.Runtime, _runtime);
    });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [Rule("P-R4"), Rule("P-W6")]
    [InlineData("nothing", true)]
    [InlineData("9 s", true)]
    [InlineData("10 s", false)]
    [InlineData("another row", false)]
    [InlineData("a death", false)]
    public async Task What_came_along_counts_or_does_not(string happens, bool inherits)
    {
        var (id, stored, used) = await UsedAsync();
        using var gate = await MoveToTheReadAsync(id);

        switch (happens)
        {
            case "9 s":
                _runtime.Advance(TimeSpan.FromSeconds(8.5));
                break;
            case "10 s":
                _runtime.Advance(TimeSpan.FromSeconds(10));
                break;
            case "another row":
                _cluster.Storage.Bump("session", id.ToString());
                break;
            case "a death":
                SeeADeath();
                _runtime.Advance(TimeSpan.FromSeconds(3.3));
                break;
        }

        gate.Open();
        _cluster.Storage.Faults = null;
        Assert.Equal(inherits ? used : stored, (await _cluster.InfoAsync(id)).LastUsedAt);
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        await _cluster.UntilOneIsLeftAsync(id);
    }

    [Fact]
    [Rule("P-F5"), Rule("P-R4")]
    public async Task One_that_was_moved_waits_like_a_cold_one_when_somebody_has_died()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        SeeADeath();
        Assert.Equal("accepted", await _cluster.PresentAsync(id));

        await MoveAsync(id);

        Assert.Equal("unavailable: Quarantine", await _cluster.PresentAsync(id));
        _runtime.Advance(TimeSpan.FromSeconds(3.3));
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-W3"), Rule("P-R4"), Rule("G1")]
    public async Task An_end_that_was_decided_goes_along_however_late_it_comes()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        FailWrites(id);
        Assert.IsType<RevokeOutcome.Unavailable>(await _cluster.TryRevokeAsync(id));
        using var gate = await MoveToTheReadAsync(id);
        _runtime.Advance(TimeSpan.FromSeconds(30));
        gate.Open();

        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
        Assert.False(_cluster.Storage.HasTombstone(id));
        _cluster.Storage.Faults = null;
        Assert.IsType<RevokeOutcome.Revoked>(await _cluster.TryRevokeAsync(id));
    }

    [Fact]
    [Rule("P-B3"), Rule("G5"), Rule("L22")]
    public async Task What_is_left_of_a_block_does_not_go_along_and_what_was_given_back_is_used_once()
    {
        var id = await _cluster.AdmitWithUsesAsync(16);
        Assert.Equal(5, await _cluster.UseAsync(id, 5));

        await MoveAsync(id);

        Assert.Equal(11, await _cluster.UseAsync(id, 100));
        Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-W6")]
    public async Task The_last_write_is_tried_for_longer_than_luggage_may_be_old()
    {
        var (id, _, used) = await UsedAsync();
        var leaving = _cluster.DeactivateAsync(id);
        using var counter = OperationCounter.OfSession(_cluster.Storage, id);
        _runtime.Advance(TimeSpan.FromSeconds(11));
        while (counter.Writes < 4)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.False(leaving.IsCompleted);
        _cluster.Storage.Faults = null;
        await leaving;
        Assert.Equal(used, _cluster.Storage.Session(id)!.LastUsedAt);
    }

    /// <summary>A session whose last use is in memory only, for the store takes no more writes of it.</summary>
    private async Task<(SessionId Id, DateTimeOffset Stored, DateTimeOffset Used)> UsedAsync()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var stored = _cluster.Storage.Session(id)!.LastUsedAt;
        _cluster.Clock.Advance(Used);
        FailWrites(id);
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        return (id, stored, _cluster.Clock.GetUtcNow());
    }

    private void FailWrites(SessionId id) =>
        _cluster.Storage.Faults = operation => operation.Kind == StorageOperationKind.Write && operation.Key == id.ToString() ? StorageFault.ThrowWithoutDoing : StorageFault.None;

    /// <summary>Moves it, and holds it where it reads its row in the other silo: what it took along has been packed by then.</summary>
    private async Task<StorageGate> MoveToTheReadAsync(SessionId id)
    {
        // It gives the last write up after 13 s, which pass at once. While it tries, it reads as well.
        var origin = _cluster.Activations(id).Single().Address.SiloAddress!;
        var moving = MoveAsync(id);
        using (var tried = OperationCounter.OfSession(_cluster.Storage, id))
        {
            while (tried.Writes < 3)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
        }

        var gate = StorageGate.Close(_cluster.Storage, operation => operation.Kind == StorageOperationKind.Read && operation.Key == id.ToString() && HasMoved());
        _runtime.Advance(TimeSpan.FromSeconds(13));
        await gate.Reached;
        return gate;

        bool HasMoved() => _cluster.Activations(id).Any(activation => !activation.Address.SiloAddress!.Equals(origin));
    }

    private async Task MoveAsync(SessionId id)
    {
        var activation = _cluster.Activations(id).Single();
        var target = _cluster.Cluster.Silos.Single(silo => !silo.SiloAddress.Equals(activation.Address.SiloAddress)).SiloAddress;
        activation.Migrate(new() { [IPlacementDirector.PlacementHintKey] = target }, TestContext.Current.CancellationToken);
        await activation.Deactivated;
    }

    private void SeeADeath()
    {
        _cluster.SeesADeath(0);
        _cluster.SeesADeath(1);
    }
}
