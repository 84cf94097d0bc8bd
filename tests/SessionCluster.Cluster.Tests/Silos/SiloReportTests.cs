using Orleans.Runtime;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Containment;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Cluster.Tests.Silos;

/// <summary>What silos say about themselves, asked through any of them.</summary>
public sealed class SiloReportTests : IAsyncLifetime
{
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options => options.Silos = 2);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("P-F2")]
    public async Task Every_silo_tells_every_other_its_status_its_sessions_and_what_they_have_answered()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _cluster.AdmitAsync(SessionSamples.NewSubject())));
        foreach (var id in ids)
        {
            Assert.Equal("accepted", await _cluster.PresentAsync(id));
        }

        for (var asking = 0; asking < 2; asking++)
        {
            var reports = new List<SiloReport>();
            for (var asked = 0; asked < 2; asked++)
            {
                var report = await _cluster.Of<ISiloReports>(asking).ReadAsync(_cluster.Silo(asked).SiloAddress);
                Assert.Equal((_cluster.Silo(asked).SiloAddress, _cluster.Silo(asked).Name), (report.Address, report.Name));
                Assert.Equal((SiloStatus.Active, true, null), (report.Status, report.FenceHeld, report.FenceEndedBecause));
                Assert.Matches(@"^\d+\.\d+\.\d+", report.SoftwareVersion);
                Assert.True(report.StartedAt <= DateTimeOffset.UtcNow);
                Assert.Equal(_cluster.Silo(asked).ActivationsIn("session").Length, report.SessionsInMemory);
                Assert.True(report.SessionsInMemory > 0, "the sessions are not spread over the silos");
                reports.Add(report);
            }

            Assert.Equal((20L, 20L), (reports.Sum(report => report.SessionsInMemory), reports.Sum(report => report.ValidationsTotal)));
        }
    }

    [Fact]
    [Rule("P-C1")]
    public async Task A_change_that_is_offered_is_in_force_there_and_one_after_a_gap_only_with_what_is_between()
    {
        var subject = SessionSamples.NewSubject().Key;
        var other = _cluster.Silo(1).SiloAddress;
        var theirs = _cluster.Of<SiloContainment>(1);
        var peers = _cluster.Of<ISiloPeers>(0);
        var version = theirs.Current.Version;

        Assert.True(await peers.OfferAsync(other, Change(version + 1, subject, 7)));
        Assert.Equal((version + 1, 7L), (theirs.Current.Version, theirs.Current.CutOffOf(subject)));

        // Two further on: the one between may have brought anything, so the whole log is loaded. Here it is not there.
        Assert.False(await peers.OfferAsync(other, Change(version + 3, subject, 9)));
        Assert.Equal((version + 1, 7L), (theirs.Current.Version, theirs.Current.CutOffOf(subject)));
        Store(version + 3, subject, 9);
        Assert.True(await peers.OfferAsync(other, Change(version + 3, subject, 9)));
        Assert.Equal((version + 3, 9L), (theirs.Current.Version, theirs.Current.CutOffOf(subject)));

        // What is known already is confirmed, and changes nothing.
        Assert.True(await peers.OfferAsync(other, Change(version + 2, subject, 8)));
        Assert.Equal(9L, theirs.Current.CutOffOf(subject));
        Assert.True(await peers.OfferAsync(other, Change(version + 4, subject, 9) with { Removed = true }));
        Assert.Equal(0L, theirs.Current.CutOffOf(subject));
    }

    [Fact]
    [Rule("P-C1"), Rule("P-F1")]
    public async Task A_change_that_names_what_a_silo_does_not_know_is_not_confirmed_and_changes_nothing()
    {
        var subject = SessionSamples.NewSubject().Key;
        var theirs = _cluster.Of<SiloContainment>(1);
        var known = theirs.Current;
        var unknown = Change(known.Version + 1, subject, 7) with { Entry = Entry(known.Version + 1, subject, 7) with { Dimension = (ContainmentDimension)6 } };

        await Assert.ThrowsAsync<FormatException>(() => _cluster.Of<ISiloPeers>(0).OfferAsync(_cluster.Silo(1).SiloAddress, unknown));

        Assert.Same(known, theirs.Current);
    }

    private static ContainmentChange Change(long version, SubjectKey subject, long cutOffEpoch) => new(version, Entry(version, subject, cutOffEpoch), Removed: false);

    private static ContainmentEntry Entry(long version, SubjectKey subject, long cutOffEpoch) => new(version, ContainmentDimension.Subject, subject.ToString(), cutOffEpoch);

    private void Store(long version, SubjectKey subject, long cutOffEpoch)
    {
        _cluster.Storage.Put(ContainmentLimits.GrainTypeName, ContainmentLimits.SegmentKey(0), new ContainmentSegment { Entries = [Entry(version, subject, cutOffEpoch)] });
        _cluster.Storage.Put(ContainmentLimits.GrainTypeName, ContainmentLimits.HeadKey, new ContainmentHead { Version = version, Segments = 1 });
    }
}
