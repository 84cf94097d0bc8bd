using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>Revocation of a subject (P-S2): final and immediate whatever the number of sessions (G1, A7).</summary>
public sealed class RevokeSubjectTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Theory]
    [Rule("G1"), Rule("N11"), Rule("L11"), Rule("L13"), Rule("L15"), Rule("P-S2")]
    [InlineData(1)]
    [InlineData(500)]
    public async Task Once_the_receipt_is_there_every_session_is_refused_after_four_writes_whatever_their_number(int count)
    {
        var held = new HeldTombstones();
        await using var cluster = await SessionTestCluster.StartAsync(held.Configure);
        var subject = SessionSamples.NewSubject();
        var ids = await cluster.AdmitAsync(subject, count);
        Assert.Equal(count, await cluster.CountAcceptedAsync(ids));
        using var journal = new WriteJournal(cluster.Storage);

        var receipt = await cluster.RevokeAllAsync(subject);

        Assert.Equal([$"subject/{subject.Key}", "containment/segment-00", "containment/head", $"subject/{subject.Key}"], journal.Rows);
        Assert.Equal((count, subject, default(SessionId)), (receipt.SessionsEnded, receipt.Subject, receipt.Id));
        Assert.Equal(0, await cluster.CountAcceptedAsync(ids));
        Assert.All(ids, id => Assert.False(cluster.Storage.HasTombstone(id)));

        // The tombstones follow, and only then the entry goes.
        held.Release();
        await cluster.Storage.UntilPrunedAsync(subject);
        Assert.All(ids, id => Assert.Equal(receipt.EventId, cluster.Storage.Session(id)!.Tombstone!.EventId));
        Assert.Empty(cluster.Storage.Subject(subject)!.Sessions);
        Assert.Equal(0, await cluster.CountAcceptedAsync(ids));
    }

    [Fact]
    [Rule("G1"), Rule("P-S2")]
    public async Task Without_the_look_at_the_containment_set_a_session_is_accepted_after_the_receipt()
    {
        var held = new HeldTombstones();
        await using var cluster = await SessionTestCluster.StartAsync(options =>
        {
            held.Configure(options);
            options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(DeciderThat.ForgetsContainment);
        });
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject);

        await cluster.RevokeAllAsync(subject);

        Assert.Equal("accepted", await cluster.PresentAsync(id));
        held.Release();
    }

    [Fact]
    [Rule("P-S1"), Rule("P-S2"), Rule("P-S3"), Rule("N11")]
    public async Task A_session_that_was_admitted_after_the_cut_off_lives_while_those_before_it_wait_for_their_tombstones()
    {
        var subject = SessionSamples.NewSubject();
        var before = await _cluster.AdmitAsync(subject, 3);
        _cluster.Storage.Faults = operation => before.Any(id => operation.Key == id.ToString()) && operation.Kind == StorageOperationKind.Write ? StorageFault.ThrowWithoutDoing : StorageFault.None;
        await _cluster.RevokeAllAsync(subject);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(6));

        var after = await _cluster.AdmitAsync(subject);

        Assert.Equal([1L], _cluster.Storage.ContainmentEpochs(subject));
        Assert.Equal(1, _cluster.Storage.Session(after)!.AdmissionEpoch);
        Assert.Equal("accepted", await _cluster.PresentAsync(after));
        Assert.Equal(0, await _cluster.CountAcceptedAsync(before));
        Assert.Equal([after], await _cluster.ListAsync(subject));
        _cluster.Storage.Faults = null;
    }

    [Fact]
    [Rule("P-S2")]
    public async Task Every_call_takes_a_fresh_epoch_and_none_joins_another()
    {
        var subject = SessionSamples.NewSubject();
        await _cluster.AdmitAsync(subject, 3);

        var receipts = await Task.WhenAll(_cluster.RevokeAllAsync(subject), _cluster.RevokeAllAsync(subject));

        Assert.Equal(2, _cluster.Storage.Subject(subject)!.Epoch);
        Assert.NotEqual(receipts[0].EventId, receipts[1].EventId);
        Assert.Equal([0, 3], receipts.Select(receipt => receipt.SessionsEnded).Order());
        await _cluster.RevokeAllAsync(subject);
        Assert.Equal(3, _cluster.Storage.Subject(subject)!.Epoch);
    }

    [Fact]
    [Rule("P-S2"), Rule("G1")]
    public async Task A_second_call_ends_what_was_admitted_after_the_first()
    {
        var subject = SessionSamples.NewSubject();
        await _cluster.RevokeAllAsync(subject);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(6));
        var id = await _cluster.AdmitAsync(subject);

        Assert.Equal(1, (await _cluster.RevokeAllAsync(subject)).SessionsEnded);
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("L11"), Rule("A7")]
    public async Task An_authentication_from_before_the_cut_off_or_within_five_seconds_after_admits_nobody()
    {
        var subject = SessionSamples.NewSubject();
        await _cluster.AdmitAsync(subject);
        var at = (await _cluster.RevokeAllAsync(subject)).RevokedAt;
        _cluster.Clock.Advance(TimeSpan.FromSeconds(30));
        var call = _cluster.Call(subject);

        foreach (var seconds in new[] { -60, 0, 5 })
        {
            var early = call with { Authentication = call.Authentication with { AuthenticatedAt = at.AddSeconds(seconds) } };
            Assert.Equal(EstablishRefusal.Reauthenticate, await _cluster.RefusedAsync(early));
        }

        var late = call with { Authentication = call.Authentication with { AuthenticatedAt = at.AddSeconds(6) } };
        Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(late));
    }

    [Fact]
    [Rule("N11")]
    public async Task An_unknown_subject_gets_a_receipt_that_says_0()
    {
        var subject = SessionSamples.NewSubject();
        var receipt = await _cluster.RevokeAllAsync(subject);

        Assert.Equal((0, subject, false), (receipt.SessionsEnded, receipt.Subject, receipt.EventId == default));
        await _cluster.Storage.UntilPrunedAsync(subject);
    }

    [Fact]
    [Rule("P-S2")]
    public async Task A_cut_off_that_does_not_land_is_not_acknowledged_and_ends_nothing()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        _cluster.Storage.Faults = operation => operation is { Kind: StorageOperationKind.Write, GrainType: "subject" } ? StorageFault.ThrowWithoutDoing : StorageFault.None;

        Assert.IsType<RevokeOutcome.Unavailable>(await _cluster.TryRevokeAllAsync(subject));
        _cluster.Storage.Faults = null;
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        Assert.Equal(0, _cluster.Storage.Subject(subject)!.Epoch);
    }

    [Fact]
    [Rule("P-F2")]
    public async Task Without_the_fence_nothing_is_acknowledged()
    {
        var subject = SessionSamples.NewSubject();
        await _cluster.AdmitAsync(subject);
        _cluster.Fence.Drop();

        var revoked = await _cluster.TryRevokeAllAsync(subject);
        var admitted = await _cluster.TryAdmitAsync(SessionSamples.NewSubject());
        var refused = await _cluster.TryAdmitAsync(SessionSamples.NewSubject(), "no-such-class");
        _cluster.Fence.Take();

        Assert.Equal(new RevokeOutcome.Unavailable(UnavailableReason.Fence), revoked);
        Assert.All([admitted, refused], outcome => Assert.Equal(new EstablishOutcome.Unavailable(UnavailableReason.Fence), outcome));
    }
}
