using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Membership;
using SessionCluster.Grains.Time;

namespace SessionCluster.Cluster.Tests.Clusters;

/// <summary>After an unannounced death a cold activation with a stored row accepts nothing for 1.1 T, and then reads the row again: the dead one may have been answering until then (P-F5).</summary>
public sealed class QuarantineTests : IAsyncLifetime
{
    private readonly ShiftedClock _runtime = new();
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("P-F5"), Rule("G1")]
    public async Task What_a_predecessor_acknowledges_meanwhile_is_what_the_successor_knows()
    {
        var id = await ColdAfterADeathAsync(_cluster);
        Assert.Equal("unavailable: Quarantine", await _cluster.PresentAsync(id));

        Entomb(_cluster, id);
        Assert.Equal("unavailable: Quarantine", await _cluster.PresentAsync(id));
        _runtime.Advance(TimeSpan.FromSeconds(3.3));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-F5"), Rule("G1")]
    public async Task Without_the_quarantine_the_successor_goes_on_accepting_what_was_revoked()
    {
        await using var cluster = await StartAsync(services => services.AddSingleton<IQuarantine, NoQuarantine>());
        var id = await ColdAfterADeathAsync(cluster);
        Assert.Equal("accepted", await cluster.PresentAsync(id));

        Entomb(cluster, id);
        _runtime.Advance(TimeSpan.FromSeconds(3.3));
        Assert.Equal("accepted", await cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-F5")]
    public async Task One_that_was_in_memory_already_does_not_wait()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        Assert.Equal("accepted", await _cluster.PresentAsync(id));

        SeeADeath(_cluster);
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-F5"), Rule("P-S1")]
    public async Task A_new_session_of_a_new_subject_waits_for_nothing_and_a_stored_subject_waits()
    {
        var stored = SessionSamples.NewSubject();
        await _cluster.AdmitAsync(stored);
        await _cluster.DeactivateAsync(stored);
        SeeADeath(_cluster);

        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        Assert.Equal("accepted", await _cluster.PresentAsync(id));

        var waiting = _cluster.TryAdmitAsync(stored);
        var again = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        Assert.Equal("accepted", await _cluster.PresentAsync(again));
        Assert.False(waiting.IsCompleted);
        Assert.IsType<EstablishOutcome.Established>(await waiting);
        Assert.Equal(2, (await _cluster.ListAsync(stored)).Length);
    }

    [Fact]
    [Rule("P-F5"), Rule("G3")]
    public async Task A_revocation_waits_and_is_then_acknowledged()
    {
        var id = await ColdAfterADeathAsync(_cluster);

        var revoking = _cluster.TryRevokeAsync(id);
        Assert.Equal("unavailable: Quarantine", await _cluster.PresentAsync(id));
        Assert.False(revoking.IsCompleted);
        Assert.False(_cluster.Storage.HasTombstone(id));

        Assert.IsType<RevokeOutcome.Revoked>(await revoking);
        Assert.True(_cluster.Storage.HasTombstone(id));
    }

    [Fact]
    [Rule("P-F5")]
    public async Task A_tombstone_is_final_and_refused_at_once()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        await _cluster.RevokeAsync(id);
        await _cluster.DeactivateAsync(id);
        SeeADeath(_cluster);

        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
    }

    private static void Entomb(SessionTestCluster cluster, SessionId id)
    {
        var state = cluster.Storage.Session(id)!;
        cluster.Storage.Put("session", id.ToString(), state with { Tombstone = SessionRules.Terminate(state, SessionSamples.Admin, EventId.FromBytes(new byte[EventId.Size]), cluster.Clock.GetUtcNow()) });
    }

    private static async Task<SessionId> ColdAfterADeathAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        await cluster.DeactivateAsync(id);
        SeeADeath(cluster);
        return id;
    }

    private static void SeeADeath(SessionTestCluster cluster)
    {
        cluster.SeesADeath(0);
        cluster.SeesADeath(1);
    }

    private async Task<SessionTestCluster> StartAsync(Action<IServiceCollection>? replace = null) => await SessionTestCluster.StartAsync(options =>
    {
        options.Silos = 2;
        options.ReplaceServices = services =>
        {
            services.AddKeyedSingleton<TimeProvider>(SessionClusterTime.Runtime, _runtime);
            replace?.Invoke(services);
        };
    });
}
