using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Cluster.Tests.Clusters;

/// <summary>What holds in one silo holds through several.</summary>
public sealed class ManySilosTests : IAsyncLifetime
{
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options => options.Silos = 3);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("N10"), Rule("L10"), Rule("G1")]
    public async Task Revoked_through_one_silo_it_is_refused_by_every_other_and_after_the_silo_that_had_it_has_gone()
    {
        var id = await _cluster.AdmitInAsync(1);
        Assert.Equal("accepted", await _cluster.PresentAsync(2, id));

        Assert.IsType<RevokeOutcome.Revoked>(await _cluster.TryRevokeAsync(0, id));

        for (var silo = 0; silo < 3; silo++)
        {
            Assert.Equal("refused: Revoked", await _cluster.PresentAsync(silo, id));
        }

        await _cluster.Cluster.StopSiloAsync(_cluster.Silo(1));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(1, id));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(0, id));
    }

    [Fact]
    [Rule("P-C1"), Rule("L10"), Rule("L14"), Rule("G1")]
    public async Task With_its_subject_every_session_in_every_silo_is_refused_as_soon_as_the_receipt_is_there()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 30);
        Assert.Equal(30, await _cluster.CountAcceptedAsync(ids));
        FailSessionWrites();

        Assert.IsType<RevokeOutcome.Revoked>(await _cluster.TryRevokeAllAsync(0, subject));

        // Not by tombstones, which don't land: by the log, which each silo was told of.
        var version = _cluster.Storage.ContainmentHead()!.Version;
        for (var silo = 0; silo < 3; silo++)
        {
            Assert.Equal(version, _cluster.Of<SiloContainment>(silo).Current.Version);
            foreach (var id in ids)
            {
                Assert.Equal("refused: Revoked", await _cluster.PresentAsync(silo, id));
            }
        }

        _cluster.Storage.Faults = null;
    }

    [Fact]
    [Rule("P-S3"), Rule("L14")]
    public async Task What_a_cut_off_owes_is_done_elsewhere_when_the_silos_that_owed_it_have_gone()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 5);
        FailSessionWrites();
        await _cluster.RevokeAllAsync(subject);
        while (_cluster.Cluster.Silos.Count > 1)
        {
            await _cluster.Cluster.StopSiloAsync(_cluster.Silo(0));
        }

        _cluster.Storage.Faults = null;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!ids.All(_cluster.Storage.HasTombstone))
        {
            _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(50, limit.Token);
        }

        await _cluster.Storage.UntilPrunedAsync(subject);
    }

    [Fact]
    [Rule("L22"), Rule("N20"), Rule("G5")]
    public async Task Of_a_thousand_uses_through_three_silos_exactly_as_many_pass_as_the_limit_says()
    {
        var id = await _cluster.AdmitWithUsesAsync(100);

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 1000).Select(use => _cluster.PresentAsync(use % 3, id)));

        Assert.Equal(100, verdicts.Count(verdict => verdict == "accepted"));
        Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsync(0, id));
    }

    [Fact]
    [Rule("L20")]
    public async Task When_one_silo_leaves_the_sessions_of_the_others_keep_what_they_know()
    {
        var ids = new List<SessionId>();
        for (var silo = 0; silo < 3; silo++)
        {
            for (var session = 0; session < 5; session++)
            {
                ids.Add(await _cluster.AdmitInAsync(silo));
            }
        }

        var elsewhere = ids.Skip(5).ToDictionary(id => id, id => _cluster.Activations(id).Single());
        await _cluster.Cluster.StopSiloAsync(_cluster.Silo(0));

        // The very activations, not others with the same ids.
        Assert.All(elsewhere, pair => Assert.Same(pair.Value, _cluster.Activations(pair.Key).Single()));
        Assert.All(await Task.WhenAll(ids.Select(id => _cluster.PresentAsync(0, id))), verdict => Assert.Equal("accepted", verdict));
        Assert.All(ids, id => Assert.Single(_cluster.Activations(id)));
    }

    private void FailSessionWrites() =>
        _cluster.Storage.Faults = operation => operation is { GrainType: "session", Kind: StorageOperationKind.Write } ? StorageFault.ThrowWithoutDoing : StorageFault.None;
}
