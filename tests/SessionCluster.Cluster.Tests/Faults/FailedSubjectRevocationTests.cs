using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Cluster.Tests.Faults;

/// <summary>A write on the way of a subject's revocation fails: cut-off, containment segment, containment head, <c>contained</c>; then, after the acknowledgement, tombstones, index and pruning.</summary>
public sealed class FailedSubjectRevocationTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly SessionTestCluster _cluster = shared.Cluster;

    public static TheoryData<string, string?, int, WriteFailure, int> WritesBeforeTheAcknowledgement => Table(
        ("subject", null, 0),
        (ContainmentLimits.GrainTypeName, ContainmentLimits.SegmentKey(0), 0),
        (ContainmentLimits.GrainTypeName, ContainmentLimits.HeadKey, 0),
        ("subject", null, 1));

    public static TheoryData<string, string?, int, WriteFailure, int> WritesAfterTheAcknowledgement => Table(
        ("session", null, 0),
        ("subject", null, 2),
        (ContainmentLimits.GrainTypeName, ContainmentLimits.SegmentKey(0), 1),
        (ContainmentLimits.GrainTypeName, ContainmentLimits.HeadKey, 1));

    [Theory]
    [Rule("P-W2"), Rule("P-W3"), Rule("P-S2"), Rule("P-C1"), Rule("L6"), Rule("L9"), Rule("L11"), Rule("N11")]
    [MemberData(nameof(WritesBeforeTheAcknowledgement))]
    public async Task A_revocation_of_a_subject_is_in_force_or_in_doubt_and_can_be_repeated(string grainType, string? key, int passing, WriteFailure failure, int tries)
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 2);
        await UnrelatedEntryAsync();
        using var failing = FailedWrites.Of(_cluster.Storage, failure, tries, grainType, key ?? subject.Key.ToString(), passing);

        var outcome = await _cluster.TryRevokeAllAsync(subject);

        Assert.NotEqual(0, failing.Failed);
        if (tries == 1 || outcome is RevokeOutcome.Revoked)
        {
            Assert.Equal(2, Assert.IsType<RevokeOutcome.Revoked>(outcome).Receipt.SessionsEnded);
            Assert.Equal(0, await _cluster.CountAcceptedAsync(ids));
        }
        else
        {
            Assert.Equal(new RevokeOutcome.Unavailable(UnavailableReason.Storage), outcome);
        }

        failing.Heal();
        await _cluster.RevokeAllAsync(subject);
        Assert.Equal(0, await _cluster.CountAcceptedAsync(ids));
        await SettleAsync(subject);
        await AssertEndedAsync(ids);
    }

    [Theory]
    [Rule("P-W2"), Rule("P-S3"), Rule("P-C4"), Rule("G1"), Rule("L9"), Rule("L14")]
    [MemberData(nameof(WritesAfterTheAcknowledgement))]
    public async Task What_follows_the_acknowledgement_fails_for_a_while_and_nothing_is_accepted_meanwhile(string grainType, string? key, int passing, WriteFailure failure, int tries)
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 2);
        await UnrelatedEntryAsync();
        var row = grainType == "subject" ? subject.Key.ToString() : key ?? ids[0].ToString();
        using var failing = FailedWrites.Of(_cluster.Storage, failure, tries, grainType, row, passing);

        await _cluster.RevokeAllAsync(subject);

        Assert.Equal(0, await _cluster.CountAcceptedAsync(ids));
        await failing.Hit;
        Assert.Equal(0, await _cluster.CountAcceptedAsync(ids));
        failing.Heal();
        await SettleAsync(subject);
        await AssertEndedAsync(ids);
    }

    private static TheoryData<string, string?, int, WriteFailure, int> Table(params (string GrainType, string? Key, int Passing)[] writes)
    {
        var table = new TheoryData<string, string?, int, WriteFailure, int>();
        foreach (var (grainType, key, passing) in writes)
        {
            foreach (var failure in Enum.GetValues<WriteFailure>())
            {
                table.Add(grainType, key, passing, failure, 1);
                table.Add(grainType, key, passing, failure, FailedWrites.Always);
            }
        }

        return table;
    }

    /// <summary>So that the containment rows exist, and a rival can have given them another version.</summary>
    private async Task UnrelatedEntryAsync()
    {
        if (_cluster.Storage.ContainmentHead() is null)
        {
            var other = SessionSamples.NewSubject();
            await _cluster.AdmitAsync(other);
            await _cluster.RevokeAllAsync(other);
            await _cluster.Storage.UntilPrunedAsync(other);
        }
    }

    /// <summary>Lets the retry timers run until nothing is owed any more.</summary>
    private async Task SettleAsync(Abstractions.Identifiers.SubjectId subject)
    {
        var pruned = _cluster.Storage.UntilPrunedAsync(subject);
        while (!pruned.IsCompleted)
        {
            _cluster.Clock.Advance(RetryDelay);
            await Task.WhenAny(pruned, Task.Delay(20));
        }

        await pruned;

        // Behind the turn that prunes: the segment has landed, and the head is still to be written. Otherwise the next test's fault would hit that write.
        await _cluster.ListAsync(subject);
    }

    private async Task AssertEndedAsync(IEnumerable<Abstractions.Identifiers.SessionId> ids)
    {
        foreach (var id in ids)
        {
            await _cluster.DeactivateAsync(id);
            Assert.True(_cluster.Storage.HasTombstone(id));
            Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
        }
    }
}
