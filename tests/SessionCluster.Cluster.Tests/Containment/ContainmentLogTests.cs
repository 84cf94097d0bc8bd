using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Cluster.Tests.Containment;

/// <summary>The containment log is bounded: a head and at most 64 segments of 1,000 entries; when it is full it says so, and drops nothing (P-C2, L23).</summary>
public sealed class ContainmentLogTests
{
    private const int Full = ContainmentLimits.MaxSegments * ContainmentLimits.EntriesPerSegment;

    [Theory]
    [Rule("P-C1"), Rule("P-C2")]
    [InlineData(999, new[] { 1000 })]
    [InlineData(1000, new[] { 1000, 1 })]
    public async Task A_segment_takes_a_thousand_entries_and_the_next_one_goes_into_another(int before, int[] after)
    {
        await using var cluster = await ContainmentRows.StartAsync(before);
        var subject = SessionSamples.NewSubject();
        var id = await AdmitUnendableAsync(cluster, subject);

        await cluster.RevokeAllAsync(subject);

        Assert.Equal(after, cluster.Storage.SegmentSizes());
        Assert.Equal((before + 1L, after.Length), (cluster.Storage.ContainmentHead()!.Version, cluster.Storage.ContainmentHead()!.Segments));
        Assert.Equal((before + 1L, before + 1), (cluster.Containment.Current.Version, cluster.Containment.Current.Count));
        Assert.Equal("refused: Revoked", await cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("L23"), Rule("P-C2"), Rule("P-S2"), Rule("G6")]
    public async Task Full_it_acknowledges_nothing_and_drops_nothing_and_what_waits_is_finished_when_there_is_room()
    {
        // The last place is taken by a revocation of this test's own.
        await using var cluster = await ContainmentRows.StartAsync(Full - 1);
        ContainmentRows.PutSubject(cluster.Storage, 0, cluster.Clock.GetUtcNow());
        var subject = SessionSamples.NewSubject();
        var ids = await cluster.AdmitAsync(subject, 2);
        var last = SessionSamples.NewSubject();
        var lastId = await AdmitUnendableAsync(cluster, last);
        await cluster.RevokeAllAsync(last);
        Assert.Equal("refused: Revoked", await cluster.PresentAsync(lastId));
        var rows = Rows(cluster.Storage);

        Assert.Equal(new RevokeOutcome.Unavailable(UnavailableReason.ContainmentFull), await cluster.TryRevokeAllAsync(subject));

        // Nothing was promised: the sessions live, the log is as it was. Until the cut-off is in force nobody is admitted, and no list hides them (P-S3).
        Assert.Equal(2, await cluster.CountAcceptedAsync(ids));
        Assert.Equal(rows, Rows(cluster.Storage));
        Assert.Equal((1L, 0L), (cluster.Storage.Subject(subject)!.Epoch, cluster.Storage.Subject(subject)!.Contained));
        Assert.Equal(new EstablishOutcome.Unavailable(UnavailableReason.ContainmentFull), await cluster.TryAdmitAsync(subject));
        Assert.Equal(new ListOutcome.Unavailable(UnavailableReason.ContainmentFull), await cluster.SubjectGrain(subject).List(new ListCall()));

        // Whoever has an entry needs no room. This subject owes no tombstone, so its entry goes, and the one that waits is finished without being asked again.
        cluster.Storage.Faults = null;
        await cluster.RevokeAllAsync(ContainmentRows.Subject(0));
        await cluster.Storage.UntilPrunedAsync(ContainmentRows.Subject(0));
        cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        await cluster.Storage.UntilAsync(() => ids.All(cluster.Storage.HasTombstone), "the tombstones of the subject that waited");
        Assert.Equal(0, await cluster.CountAcceptedAsync([lastId, .. ids]));
    }

    [Fact]
    [Rule("P-S2"), Rule("P-C1")]
    public async Task A_second_cut_off_is_merged_into_the_first_by_the_larger_epoch()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var subject = SessionSamples.NewSubject();
        await AdmitUnendableAsync(cluster, subject);

        await cluster.RevokeAllAsync(subject);
        await cluster.RevokeAllAsync(subject);

        Assert.Equal([2L], cluster.Storage.ContainmentEpochs(subject));
        Assert.Equal((2L, 1), (cluster.Containment.Current.CutOffOf(subject.Key), cluster.Containment.Current.Count));
    }

    /// <summary>A session whose tombstone never lands, so that its subject's entry stays.</summary>
    private static async Task<SessionId> AdmitUnendableAsync(SessionTestCluster cluster, SubjectId subject)
    {
        var id = await cluster.AdmitAsync(subject);
        cluster.Storage.Faults = operation => operation is { GrainType: "session", Kind: StorageOperationKind.Write } ? StorageFault.ThrowWithoutDoing : StorageFault.None;
        return id;
    }

    private static string[] Rows(TestStorage storage) =>
    [
        .. storage.Keys.Where(row => row.StartsWith($"{ContainmentLimits.GrainTypeName}/", StringComparison.Ordinal)).Order()
            .Select(row => $"{row} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(storage.Bytes(ContainmentLimits.GrainTypeName, row.Split('/')[1])))}"),
    ];
}
