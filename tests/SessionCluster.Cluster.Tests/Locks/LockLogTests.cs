using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Containment;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Time;
using SessionCluster.Grains.Containment;
using static SessionCluster.Cluster.Tests.Hosting.LockCalls;

namespace SessionCluster.Cluster.Tests.Locks;

/// <summary>How locks stand in the containment log: once by id, in order, until their time is over, and never dropped (P-C2, L23); and what is recorded of them (L12).</summary>
public sealed class LockLogTests
{
    private const string Shop = "shop";

    [Fact]
    [Rule("P-C1"), Rule("L12")]
    public async Task The_same_lock_twice_is_one_lock_and_one_event_and_another_order_under_its_id_is_a_fault()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var id = NewId();
        var order = Order(LockDimension.Client, Shop);

        var first = Assert.IsType<LockOutcome.Locked>(await cluster.Locks().Lock(id, order));
        cluster.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = Assert.IsType<LockOutcome.Locked>(await cluster.Locks().Lock(id, order));

        // Rounded up: a promise to the second that is not kept within it would be none.
        Assert.Equal((WholeSeconds.Ceiling(cluster.Clock.GetUtcNow().AddMilliseconds(-1)), WholeSeconds.Ceiling(cluster.Clock.GetUtcNow())), (first.EffectiveAt, second.EffectiveAt));
        Assert.Equal(first.EffectiveAt.AddSeconds(1), second.EffectiveAt);
        Assert.Equal([id], cluster.Storage.StoredLocks());
        Assert.Equal([SessionEventKind.LockSet], (await cluster.ContainmentEventsAsync(1)).Select(recorded => recorded.Kind));
        await Assert.ThrowsAsync<ArgumentException>(() => cluster.Locks().Lock(id, order with { Value = "another" }));
        Assert.Equal([id], cluster.Storage.StoredLocks());
    }

    [Fact]
    [Rule("N19"), Rule("P-C1")]
    public async Task What_is_not_well_formed_is_a_fault_and_changes_nothing()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var order = Order(LockDimension.Client, Shop);
        var now = cluster.Clock.GetUtcNow();

        foreach (var (id, broken) in new (EventId, LockOrder?)[] { (default, order), (NewId(), null), (NewId(), order with { Value = "a b" }), (NewId(), order with { Message = "\u0007" }), (NewId(), order with { Until = now }) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => cluster.Locks().Lock(id, broken!));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => cluster.Locks().Unlock(NewId(), default));
        Assert.Null(cluster.Storage.ContainmentHead());
        Assert.Equal(UnlockOutcome.UnknownLock, await cluster.UnlockAsync(NewId()));
    }

    [Fact]
    [Rule("P-C3"), Rule("P-C2"), Rule("L12")]
    public async Task A_lock_ends_at_its_end_to_the_second_and_is_cleared_away_five_seconds_later()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var session = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var until = cluster.Clock.GetUtcNow().AddMinutes(1);
        var id = await cluster.LockAsync(LockDimension.Client, SessionSamples.Login.Value, until);

        cluster.Clock.SetUtcNow(until.AddSeconds(-1));
        Assert.Equal("refused: Locked", await cluster.PresentAsync(session));
        Assert.Equal([id], (await cluster.Locks().List(default)).Locks!.Value.Select(entry => entry.Id));
        cluster.Clock.SetUtcNow(until);
        Assert.Equal("accepted", await cluster.PresentAsync(session));
        Assert.Empty((await cluster.Locks().List(default)).Locks!.Value);

        cluster.Clock.SetUtcNow(until.AddSeconds(4));
        Assert.Equal([id], cluster.Storage.StoredLocks());
        await cluster.AdvanceUntilAsync(() => cluster.Storage.StoredLocks().Length == 0 && cluster.Containment.Current.Count == 0);
        var removed = (await cluster.ContainmentEventsAsync(2))[^1];
        Assert.Equal((SessionEventKind.LockRemoved, id, until, EndInitiator.Policy), (removed.Kind, removed.Id, removed.At, removed.Initiator));
    }

    /// <summary>The margin of the removal, added to such an end, would leave the calendar.</summary>
    [Fact]
    [Rule("P-C3"), Rule("P-C2")]
    public async Task A_lock_may_end_at_the_last_instant_there_is_and_holds_up_no_other()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var session = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var last = DateTimeOffset.MaxValue;
        DateTimeOffset[] ends =
        [
            last - ContainmentLimits.RemovalMargin - TimeSpan.FromTicks(1), last - ContainmentLimits.RemovalMargin, last - ContainmentLimits.RemovalMargin + TimeSpan.FromTicks(1), WholeSeconds.Floor(last), last,
        ];
        foreach (var until in ends)
        {
            var far = await cluster.LockAsync(LockDimension.Client, SessionSamples.Login.Value, until);
            var near = await cluster.LockAsync(LockDimension.Client, Shop, cluster.Clock.GetUtcNow().AddSeconds(1));
            Assert.Equal("refused: Locked", await cluster.PresentAsync(session));
            Assert.Equal(until, (await cluster.Locks().List(default)).Locks!.Value.Single(entry => entry.Id == far).Order.Until);
            await cluster.AdvanceUntilAsync(() => !cluster.Storage.StoredLocks().Contains(near));

            // And as it was read, too.
            await cluster.Cluster.DeactivateAsync(ContainmentLimits.HeadId);
            Assert.Equal([far], cluster.Storage.StoredLocks());
            Assert.Equal("refused: Locked", await cluster.PresentAsync(session));
            Assert.Equal(UnlockOutcome.Unlocked, await cluster.UnlockAsync(far));
            Assert.Equal("accepted", await cluster.PresentAsync(session));
        }

        // A set, b set, b removed, a removed, for each of them.
        var events = await cluster.ContainmentEventsAsync(4 * ends.Length);
        Assert.Equal(ends.Length, events.Count(recorded => recorded is { Kind: SessionEventKind.LockRemoved, Initiator.Kind: InitiatorKind.Policy }));
    }

    [Theory]
    [Rule("P-C3"), Rule("N19")]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_lock_that_ends_before_it_begins_is_refused_in_words_and_one_a_tick_later_is_not(int ticks)
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var locking = cluster.Locks().Lock(NewId(), Order(LockDimension.Client, Shop, cluster.Clock.GetUtcNow().AddTicks(ticks)));

        if (ticks > 0)
        {
            Assert.IsType<LockOutcome.Locked>(await locking);
        }
        else
        {
            Assert.Contains("its end is past", (await Assert.ThrowsAsync<ArgumentException>(() => locking)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(ticks > 0 ? 1 : 0, cluster.Storage.StoredLocks().Length);
    }

    [Fact]
    [Rule("L12")]
    public async Task What_contains_is_recorded_with_who_why_and_what_and_a_cut_off_that_is_contained_again_only_once()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var subject = SessionSamples.NewSubject();
        var at = cluster.Clock.GetUtcNow();
        var id = await cluster.LockAsync(LockDimension.Client, Shop);
        await cluster.UnlockAsync(id);
        await cluster.AdmitAsync(subject);

        // Its tombstone does not land, so that its entry stays.
        cluster.Storage.Faults = operation => operation is { GrainType: "session", Kind: StorageOperationKind.Write } ? StorageFault.ThrowWithoutDoing : StorageFault.None;
        var receipt = await cluster.RevokeAllAsync(subject);
        var cutOff = cluster.Storage.Subject(subject)!.CutOff!;
        Assert.Equal(ContainOutcome.InForce, await cluster.SiloGrains.GetGrain<IContainmentGrain>(ContainmentLimits.HeadKey).Contain(subject, cutOff));

        var events = await cluster.ContainmentEventsAsync(3);

        Assert.Equal([1L, 2L, 3L], events.Select(recorded => recorded.Sequence));
        Assert.Equal(
            [(SessionEventKind.LockSet, id, "admin", $"client {Shop}: by a test"), (SessionEventKind.LockRemoved, id, null, $"client {Shop}: by a test"), (SessionEventKind.SubjectRevoked, receipt.EventId, "admin", null)],
            events.Select(recorded => (recorded.Kind, recorded.Id, recorded.Reason, recorded.Detail)));
        Assert.All(events, recorded => Assert.Equal((at, SessionSamples.Admin.Initiator, SessionEvent.ContainmentStream), (recorded.At, recorded.Initiator, recorded.Stream)));
        Assert.Equal([ClientId.Create(Shop), ClientId.Create(Shop), default], events.Select(recorded => recorded.ClientId));
        Assert.Equal(subject, events[2].Subject);
        var listed = await cluster.Locks().List(default);
        Assert.Equal((3L, events[2].Hash), (listed.Events, listed.EventHead));
    }

    [Theory]
    [Rule("P-W2"), Rule("P-C1"), Rule("L12"), Rule("G3")]
    [InlineData("segment", false)]
    [InlineData("segment", true)]
    [InlineData("head", false)]
    [InlineData("head", true)]
    public async Task Whatever_write_fails_a_lock_is_acknowledged_only_in_force_and_it_and_its_removal_are_recorded_once(string row, bool lands)
    {
        var fault = lands ? StorageFault.WriteThenThrow : StorageFault.ThrowWithoutDoing;
        await using var cluster = await SessionTestCluster.StartAsync();
        var session = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var id = NewId();
        var order = Order(LockDimension.Client, SessionSamples.Login.Value);

        // A segment that is found to have the lock is as good as one that was written.
        var isFound = lands && row == "segment";
        Fail(cluster, row, fault, always: true);
        Assert.Equal(isFound, await cluster.Locks().Lock(id, order) is LockOutcome.Locked);
        Fail(cluster, row, fault, always: false);
        Assert.IsType<LockOutcome.Locked>(await cluster.Locks().Lock(id, order));
        cluster.Storage.Faults = null;
        Assert.Equal("refused: Locked", await cluster.PresentAsync(session));
        Assert.Equal([id], cluster.Storage.StoredLocks());
        Assert.Equal([SessionEventKind.LockSet], (await cluster.ContainmentEventsAsync(1)).Select(recorded => recorded.Kind));

        Fail(cluster, row, fault, always: true);
        Assert.Equal(isFound ? UnlockOutcome.Unlocked : UnlockOutcome.Unavailable, await cluster.UnlockAsync(id));
        cluster.Storage.Faults = null;
        Assert.NotEqual(UnlockOutcome.Unavailable, await cluster.UnlockAsync(id));
        await cluster.AdvanceUntilAsync(() => cluster.Containment.Current.Count == 0);
        Assert.Equal("accepted", await cluster.PresentAsync(session));
        Assert.Equal([SessionEventKind.LockSet, SessionEventKind.LockRemoved], (await cluster.ContainmentEventsAsync(2)).Select(recorded => recorded.Kind));
    }

    [Fact]
    [Rule("L12"), Rule("L14"), Rule("P-C1")]
    public async Task A_lock_whose_silo_died_between_the_two_writes_is_brought_and_recorded_by_the_next_change()
    {
        var cluster = await SessionTestCluster.StartAsync();
        var session = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var id = NewId();
        Fail(cluster, "head", StorageFault.ThrowWithoutDoing, always: true);
        Assert.IsType<LockOutcome.Unavailable>(await cluster.Locks().Lock(id, Order(LockDimension.Client, SessionSamples.Login.Value)));

        await using var restarted = await cluster.RestartAfterCrashAsync();
        Assert.Equal("accepted", await restarted.PresentAsync(session));
        await restarted.LockAsync(LockDimension.Client, "another");

        Assert.Equal("refused: Locked", await restarted.PresentAsync(session));
        var events = await restarted.ContainmentEventsAsync(2);
        Assert.Equal([SessionEventKind.LockSet, SessionEventKind.LockSet], events.Select(recorded => recorded.Kind));
        Assert.Equal(id, events[0].Id);
        var listed = await restarted.Locks().List(default);
        Assert.Equal((2L, events[1].Hash), (listed.Events, listed.EventHead));
    }

    [Fact]
    [Rule("L12"), Rule("G6")]
    public async Task A_lock_does_not_wait_for_the_event_store_and_its_event_waits_in_the_head()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        cluster.Events.Before = (_, _) => throw new IOException("The event store is away.");
        var id = await cluster.LockAsync(LockDimension.Client, Shop);
        Assert.Equal([id], cluster.Storage.ContainmentHead()!.Events.Waiting.Select(waiting => waiting.Id));

        cluster.Events.Before = null;
        await cluster.AdvanceUntilAsync(() => cluster.Events.Of(SessionEvent.ContainmentStream).Length == 1);

        // What was handed on goes with the next write, and only then.
        await cluster.UnlockAsync(id);
        Assert.Equal([SessionEventKind.LockRemoved], cluster.Storage.ContainmentHead()!.Events.Waiting.Select(waiting => waiting.Kind));
        Assert.Equal(2, (await cluster.ContainmentEventsAsync(2)).Length);
    }

    [Fact]
    [Rule("L12"), Rule("G3")]
    public async Task What_a_silo_that_died_had_not_handed_on_is_handed_on_after_the_restart()
    {
        var cluster = await SessionTestCluster.StartAsync();
        cluster.Events.Before = (_, _) => throw new IOException("The event store is away.");
        var id = await cluster.LockAsync(LockDimension.Client, Shop);

        await using var restarted = await cluster.RestartAfterCrashAsync(options => options.Events.Before = null);

        Assert.Equal([id], (await restarted.ContainmentEventsAsync(1)).Select(recorded => recorded.Id));
    }

    [Fact]
    [Rule("L23"), Rule("P-C2")]
    public async Task Full_of_locks_it_refuses_another_one_drops_none_and_has_room_for_revocations()
    {
        await using var cluster = await FilledAsync(ContainmentLimits.MaxLocks);
        var subject = SessionSamples.NewSubject();
        var session = await cluster.AdmitAsync(subject);
        var stored = cluster.Storage.StoredLocks();

        Assert.IsType<LockOutcome.Full>(await cluster.Locks().Lock(NewId(), Order(LockDimension.Client, Shop)));
        Assert.Equal(stored, cluster.Storage.StoredLocks());
        Assert.Equal(ContainmentLimits.MaxLocks, stored.Length);

        await cluster.RevokeAllAsync(subject);
        Assert.Equal("refused: Revoked", await cluster.PresentAsync(session));

        // One goes, one comes.
        Assert.Equal(UnlockOutcome.Unlocked, await cluster.UnlockAsync(stored[0]));
        await cluster.LockAsync(LockDimension.Client, Shop);
    }

    [Fact]
    [Rule("L23"), Rule("P-C2")]
    public async Task Full_of_cut_offs_it_refuses_a_lock_and_drops_nothing()
    {
        await using var cluster = await ContainmentRows.StartAsync((ContainmentLimits.MaxSegments * ContainmentLimits.EntriesPerSegment) - ContainmentLimits.RoomOfLock + 1);

        Assert.IsType<LockOutcome.Full>(await cluster.Locks().Lock(NewId(), Order(LockDimension.Client, Shop)));
        Assert.Empty(cluster.Storage.StoredLocks());
    }

    [Fact]
    public async Task A_list_gives_every_lock_once_in_pages_of_a_hundred()
    {
        await using var cluster = await FilledAsync(205);
        var stored = cluster.Storage.StoredLocks();

        var pages = new List<LockList>();
        do
        {
            pages.Add(await cluster.Locks().List(pages is [.., var last] ? last.Locks!.Value[^1].Id : default));
        }
        while (pages[^1].More);

        Assert.Equal([100, 100, 5], pages.Select(page => page.Locks!.Value.Length));
        Assert.Equal(stored, pages.SelectMany(page => page.Locks!.Value).Select(entry => entry.Id));
        cluster.Fence.Drop();
        Assert.Null((await cluster.Locks().List(default)).Locks);
        Assert.IsType<LockOutcome.Unavailable>(await cluster.Locks().Lock(NewId(), Order(LockDimension.Client, Shop)));
        Assert.Equal(UnlockOutcome.Unavailable, await cluster.UnlockAsync(stored[0]));
        cluster.Fence.Take();
    }

    [Fact]
    [Rule("H1"), Rule("C1"), Rule("L11"), Rule("G3"), Rule("P-F1")]
    public async Task A_client_that_was_removed_has_no_active_session_after_a_restart_either()
    {
        var cluster = await SessionTestCluster.StartAsync();
        var tokens = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => cluster.EstablishedAsync(cluster.Establish() with { ClientId = ClientId.Create("leaver") })));
        var other = await cluster.EstablishedAsync(cluster.Establish() with { ClientId = ClientId.Create("stayer") });

        await cluster.LockAsync(LockDimension.Client, "leaver");
        Assert.All(await Task.WhenAll(tokens.Select(token => cluster.ValidateAsync(token))), verdict => Assert.Equal(SessionRefusal.Locked, verdict.Refusal));

        await using var restarted = await cluster.RestartAfterCrashAsync();
        Assert.All(await Task.WhenAll(tokens.Select(token => restarted.ValidateAsync(token))), verdict => Assert.Equal(SessionRefusal.Locked, verdict.Refusal));
        Assert.True((await restarted.ValidateAsync(other)).IsAccepted);
    }

    [Fact]
    [Rule("P-C3")]
    public async Task A_session_that_is_locked_now_is_not_given_up_to_make_room()
    {
        await using var cluster = await SessionTestCluster.StartAsync(Subjects.LimitedCluster.Configure);
        var subject = SessionSamples.NewSubject();
        var ids = await cluster.AdmitAsync(subject, Subjects.LimitedCluster.OfClass, Subjects.LimitedCluster.Refusing);
        var id = await cluster.LockAsync(LockDimension.Client, SessionSamples.Login.Value);

        Assert.Equal(EstablishRefusal.SessionLimit, await cluster.RefusedAsync(cluster.Call(subject, Subjects.LimitedCluster.Refusing)));

        await cluster.UnlockAsync(id);
        Assert.Equal(ids.Length, await cluster.CountAcceptedAsync(ids));
    }

    private static void Fail(SessionTestCluster cluster, string row, StorageFault fault, bool always)
    {
        var left = always ? int.MaxValue : 1;
        cluster.Storage.Faults = operation => operation is { Kind: StorageOperationKind.Write, GrainType: ContainmentLimits.GrainTypeName } && operation.Key.StartsWith(row, StringComparison.Ordinal) && left-- > 0 ? fault : StorageFault.None;
    }

    private static async Task<SessionTestCluster> FilledAsync(int locks)
    {
        var cluster = await ContainmentRows.StartAsync(0);
        ContainmentRows.Fill(cluster.Storage, Enumerable.Range(0, locks).Select(index => ContainmentEntry.Of(index + 1, new SessionLockEntry(NewId(), Order(LockDimension.Client, $"client-{index}"), cluster.Clock.GetUtcNow()))), ContainmentLimits.EntriesPerSegment / ContainmentLimits.RoomOfLock);

        // The silo's own set has them as every silo's has, by loading.
        cluster.Containment.Offer(ContainmentSnapshot.Of(locks, cluster.Storage.AllEntries()));
        return cluster;
    }
}
