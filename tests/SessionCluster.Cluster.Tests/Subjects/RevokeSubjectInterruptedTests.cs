using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>A revocation of a subject that a crash interrupts at each of its steps: nothing was acknowledged early, and what was begun is finished (P-S3, L14).</summary>
public sealed class RevokeSubjectInterruptedTests
{
    [Fact]
    [Rule("P-S3"), Rule("P-S2"), Rule("G1")]
    public async Task Between_the_cut_off_and_its_entry_the_next_activation_finishes_before_it_admits()
    {
        var subject = SessionSamples.NewSubject();
        var cluster = await SessionTestCluster.StartAsync();
        var id = await cluster.AdmitAsync(subject);
        cluster.Storage.Faults = Failing("containment", "segment-00");
        Assert.IsType<RevokeOutcome.Unavailable>(await cluster.TryRevokeAllAsync(subject));
        Assert.Equal((1, 0), EpochAndContained(cluster, subject));

        await using var restarted = await cluster.RestartAfterCrashAsync();
        Assert.Equal("accepted", await restarted.PresentAsync(id));
        restarted.Clock.Advance(TimeSpan.FromSeconds(6));
        using var journal = new WriteJournal(restarted.Storage);
        var admitted = await restarted.AdmitAsync(subject);

        Assert.True(IndexOf(journal, "containment/head") < IndexOf(journal, $"session/{admitted}"), string.Join(' ', journal.Rows));
        Assert.Equal("refused: Revoked", await restarted.PresentAsync(id));
        Assert.Equal("accepted", await restarted.PresentAsync(admitted));
    }

    [Fact]
    [Rule("P-S3")]
    public async Task While_it_cannot_be_finished_nobody_is_admitted()
    {
        var subject = SessionSamples.NewSubject();
        await using var cluster = await SessionTestCluster.StartAsync();
        cluster.Storage.Faults = Failing("containment", "segment-00");
        Assert.IsType<RevokeOutcome.Unavailable>(await cluster.TryRevokeAllAsync(subject));
        cluster.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.IsType<EstablishOutcome.Unavailable>(await cluster.TryAdmitAsync(subject));
        cluster.Storage.Faults = null;
        Assert.IsType<EstablishOutcome.Established>(await cluster.TryAdmitAsync(subject));
    }

    [Fact]
    [Rule("P-S3"), Rule("P-C1"), Rule("L14")]
    public async Task Between_the_entrys_segment_and_the_head_a_restart_takes_the_entry_over_and_finishes()
    {
        var subject = SessionSamples.NewSubject();
        var cluster = await SessionTestCluster.StartAsync();
        var id = await cluster.AdmitAsync(subject);
        cluster.Storage.Faults = Failing("containment", "head");
        Assert.IsType<RevokeOutcome.Unavailable>(await cluster.TryRevokeAllAsync(subject));
        Assert.Equal([1], cluster.Storage.ContainmentEpochs(subject));
        Assert.Null(cluster.Storage.ContainmentHead());

        await using var restarted = await cluster.RestartAfterCrashAsync();
        await restarted.Storage.UntilPrunedAsync(subject);

        Assert.Equal((1, 1), EpochAndContained(restarted, subject));
        Assert.Equal("refused: Revoked", await restarted.PresentAsync(id));
    }

    [Fact]
    [Rule("P-S3"), Rule("L14")]
    public async Task Between_the_entry_and_contained_a_restart_finishes_without_being_asked()
    {
        var subject = SessionSamples.NewSubject();
        var cluster = await SessionTestCluster.StartAsync();
        var id = await cluster.AdmitAsync(subject);
        var writes = 0;
        cluster.Storage.Faults = operation => operation is { Kind: StorageOperationKind.Write, GrainType: "subject" } && ++writes > 1 ? StorageFault.ThrowWithoutDoing : StorageFault.None;
        Assert.IsType<RevokeOutcome.Unavailable>(await cluster.TryRevokeAllAsync(subject));
        Assert.Equal((1, 0), EpochAndContained(cluster, subject));
        Assert.Equal([1], cluster.Storage.ContainmentEpochs(subject));

        await using var restarted = await cluster.RestartAfterCrashAsync();
        await restarted.Storage.UntilPrunedAsync(subject);

        Assert.Equal((1, 1), EpochAndContained(restarted, subject));
        Assert.True(restarted.Storage.HasTombstone(id));
    }

    [Fact]
    [Rule("P-S3"), Rule("G1"), Rule("G3"), Rule("L14")]
    public async Task During_tombstoning_a_restart_goes_on_where_the_crash_came()
    {
        var subject = SessionSamples.NewSubject();
        var cluster = await SessionTestCluster.StartAsync();
        var ids = await cluster.AdmitAsync(subject, 60);
        var left = 20;
        cluster.Storage.Faults = operation =>
            operation is { Kind: StorageOperationKind.Write, GrainType: "session" } && Interlocked.Decrement(ref left) < 0 ? StorageFault.ThrowWithoutDoing : StorageFault.None;
        var receipt = await cluster.RevokeAllAsync(subject);
        await cluster.Storage.UntilAsync(() => cluster.Storage.Subject(subject)!.Sessions.Length == 40, "an index without the twenty that have a tombstone");

        await using var restarted = await cluster.RestartAfterCrashAsync();
        Assert.Equal(0, await restarted.CountAcceptedAsync(ids));
        await restarted.Storage.UntilPrunedAsync(subject);
        Assert.All(ids, id => Assert.Equal(receipt.EventId, restarted.Storage.Session(id)!.Tombstone!.EventId));
    }

    [Fact]
    [Rule("P-S3")]
    public async Task What_fails_without_a_crash_is_tried_again_after_five_seconds()
    {
        var subject = SessionSamples.NewSubject();
        await using var cluster = await SessionTestCluster.StartAsync();
        var id = await cluster.AdmitAsync(subject);
        cluster.Storage.Faults = Failing("containment", "segment-00");
        Assert.IsType<RevokeOutcome.Unavailable>(await cluster.TryRevokeAllAsync(subject));
        cluster.Storage.Faults = null;
        Assert.Equal("accepted", await cluster.PresentAsync(id));

        cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        await cluster.Storage.UntilAsync(() => cluster.Storage.HasTombstone(id), "the session's tombstone");
        Assert.Equal("refused: Revoked", await cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("N11"), Rule("P-S2")]
    public async Task The_receipt_of_the_repeated_call_counts_what_the_interrupted_one_did_not_end()
    {
        var subject = SessionSamples.NewSubject();
        await using var cluster = await SessionTestCluster.StartAsync();
        await cluster.AdmitAsync(subject, 3);
        cluster.Storage.Faults = Failing("containment", "head");
        Assert.IsType<RevokeOutcome.Unavailable>(await cluster.TryRevokeAllAsync(subject));
        cluster.Storage.Faults = null;

        Assert.Equal(3, (await cluster.RevokeAllAsync(subject)).SessionsEnded);
    }

    private static Func<StorageOperation, StorageFault> Failing(string grainType, string key) => operation =>
        operation.Kind == StorageOperationKind.Write && operation.GrainType == grainType && operation.Key == key ? StorageFault.ThrowWithoutDoing : StorageFault.None;

    private static (long Epoch, long Contained) EpochAndContained(SessionTestCluster cluster, SubjectId subject)
    {
        var state = cluster.Storage.Subject(subject)!;
        return (state.Epoch, state.Contained);
    }

    private static int IndexOf(WriteJournal journal, string row) => journal.Rows.ToList().IndexOf(row);
}
