using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Containment;

/// <summary>A lock refuses what it names while it stands, and changes nothing (P-C3).</summary>
public sealed class LockTests
{
    private static readonly KeyThumbprint Key = KeyThumbprint.Of([1]);

    private static readonly DeviceId Device = DeviceId.Create("laptop-7");

    private static readonly SessionState State = Sample.State() with { Device = Device, Facts = Sample.Facts() with { Confirmation = new(ConfirmationMethod.Jkt, Key) } };

    public static TheoryData<LockDimension, string, bool> Locks => new()
    {
        { LockDimension.Client, "shop", true },
        { LockDimension.Client, "login", true },
        { LockDimension.Client, "Shop", false },
        { LockDimension.Client, "laptop-7", false },
        { LockDimension.Key, Key.ToString(), true },
        { LockDimension.Key, KeyThumbprint.Of([2]).ToString(), false },
        { LockDimension.Device, "laptop-7", true },
        { LockDimension.Device, "laptop-8", false },
        { LockDimension.Device, "shop", false },
        { LockDimension.All, string.Empty, true },
    };

    [Theory]
    [Rule("C1"), Rule("P-C3")]
    [MemberData(nameof(Locks))]
    public void A_lock_names_sessions_by_client_or_establishing_caller_by_key_by_device_or_all(LockDimension dimension, string value, bool locked)
    {
        var entry = Entry(1, dimension, value);
        var with = ContainmentSnapshot.Empty.With(1, entry);

        Assert.All([with, ContainmentSnapshot.Of(1, [entry])], snapshot =>
        {
            Assert.Equal(locked, snapshot.IsLocked(State, Sample.Start));
            Assert.Equal((1, entry.Lock), (snapshot.Count, snapshot.FindLock(entry.Lock!.Id)));
        });
        Assert.Equal(locked ? SessionStatus.Locked : SessionStatus.Active, Status(with));
        Assert.Equal((0, SessionStatus.Active), (with.Without(2, entry).Count, Status(with.Without(2, entry))));
        Assert.Equal((0, SessionStatus.Active), (with.WithoutLocks().Count, Status(with.WithoutLocks())));
    }

    [Fact]
    [Rule("C1")]
    public void A_session_without_key_or_device_is_named_by_neither() => Assert.All(
        [Entry(1, LockDimension.Key, Key.ToString()), Entry(1, LockDimension.Device, Device.Value)],
        entry => Assert.False(ContainmentSnapshot.Empty.With(1, entry).IsLocked(Sample.State(), Sample.Start)));

    [Theory]
    [Rule("P-C3")]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void A_lock_is_over_at_its_end_to_the_second(int seconds, bool locked)
    {
        var snapshot = ContainmentSnapshot.Empty.With(1, Entry(1, LockDimension.Client, "shop", Sample.Start));

        Assert.Equal(locked, snapshot.IsLocked(State, Sample.Start.AddSeconds(seconds)));
        Assert.Equal(locked ? SessionRefusal.Locked : SessionRefusal.None, Sample.Decide(containment: snapshot, now: Sample.Start.AddSeconds(seconds)).Refusal);
    }

    [Theory]
    [Rule("P-C3")]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_several_locks_of_one_value_the_last_to_go_decides(bool longestFirst)
    {
        var brief = Entry(1, LockDimension.Client, "shop", Sample.Start.AddMinutes(1));
        var lasting = Entry(2, LockDimension.Client, "shop");
        var both = longestFirst ? ContainmentSnapshot.Of(2, [lasting, brief]) : ContainmentSnapshot.Of(2, [brief, lasting]);
        var later = Sample.Start.AddMinutes(2);

        Assert.True(both.IsLocked(State, later));
        Assert.True(both.Without(3, brief).IsLocked(State, later));
        Assert.False(both.Without(3, lasting).IsLocked(State, later));
        Assert.True(both.Without(3, lasting).IsLocked(State, Sample.Start));
        Assert.False(both.Without(3, lasting).Without(4, brief).IsLocked(State, Sample.Start));
    }

    [Fact]
    public void The_same_lock_twice_is_one_lock()
    {
        var entry = Entry(1, LockDimension.Client, "shop");
        var twice = ContainmentSnapshot.Of(2, [entry, entry with { Version = 2 }]);

        Assert.Equal(1, twice.Count);
        Assert.False(twice.Without(3, entry).IsLocked(State, Sample.Start));
    }

    [Fact]
    [Rule("P-C3"), Rule("N8")]
    public void What_is_over_says_so_under_a_lock_and_only_its_own_lock_outlives_it()
    {
        var locked = ContainmentSnapshot.Empty.With(1, Entry(1, LockDimension.All, string.Empty));
        var own = State with { Lock = new SessionLock { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start } };

        Assert.Equal(SessionStatus.Revoked, Status(locked, State with { Tombstone = Sample.Tombstone() }));
        Assert.Equal(SessionStatus.Revoked, Status(locked.With(2, State.SubjectKey, State.AdmissionEpoch + 1)));
        Assert.Equal(SessionStatus.Expired, Status(locked, now: Sample.Start + Sample.Absolute));
        Assert.Equal(SessionStatus.Locked, Status(locked, now: Sample.Start + Sample.Idle));
        Assert.Equal(SessionStatus.Locked, Status(ContainmentSnapshot.Empty, own));
        Assert.Equal(SessionStatus.Active, Status(ContainmentSnapshot.Empty));
    }

    [Fact]
    [Rule("L11"), Rule("P-C3")]
    public void Under_a_lock_a_session_is_inactive_everywhere_and_its_holder_may_end_it()
    {
        var locked = ContainmentSnapshot.Empty.With(1, Entry(1, LockDimension.Client, "shop"));
        var state = Sample.State();

        Assert.Equal(SessionDecision.Refuse(SessionRefusal.Locked), Sample.Decide(containment: locked));
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.Locked), SessionRules.Introspect(state, Sample.Usage(), locked, Sample.Digest, [], Sample.KeyMask, Sample.Start));
        Assert.Equal(DecisionKind.Accept, SessionRules.DecideEnd(state, Sample.Usage(), locked, Sample.Presentation(), Sample.Start).Kind);
    }

    [Theory]
    [InlineData(LockDimension.Client, "")]
    [InlineData(LockDimension.Client, "a b")]
    [InlineData(LockDimension.Key, "shop")]
    [InlineData(LockDimension.Device, "")]
    [InlineData(LockDimension.All, "everything")]
    public void An_entry_whose_value_is_none_of_its_dimension_is_a_fault(LockDimension dimension, string value)
    {
        Assert.Throws<FormatException>(() => ContainmentSnapshot.Of(1, [Entry(1, dimension, value)]));
        Assert.False(Order(dimension, value).IsWellFormed());
    }

    [Fact]
    public void A_lock_of_a_subject_or_of_nothing_is_a_fault()
    {
        var entry = Entry(1, LockDimension.Client, "shop");

        Assert.Throws<FormatException>(() => ContainmentSnapshot.Of(1, [entry with { Lock = null }]));
        Assert.Throws<FormatException>(() => ContainmentSnapshot.Of(1, [entry with { Dimension = ContainmentDimension.Subject, Value = Sample.Subject.Key.ToString() }]));
    }

    [Fact]
    public void An_order_is_well_formed_when_every_member_is()
    {
        var order = Order(LockDimension.Client, "shop") with { Message = new('m', LockOrder.MaxMessageLength) };

        Assert.True(order.IsWellFormed());
        Assert.All(
            [
                order with { Message = new('m', LockOrder.MaxMessageLength + 1) },
                order with { Message = string.Empty },
                order with { Message = "two\nlines" },
                order with { Message = "\ud800" },
                order with { Value = null! },
                order with { Order = null! },
                order with { Order = Sample.Order with { Reason = 0 } },
                order with { Dimension = (LockDimension)1 },
            ],
            broken => Assert.False(broken.IsWellFormed()));
    }

    private static SessionStatus Status(ContainmentSnapshot containment, SessionState? state = null, DateTimeOffset? now = null) =>
        SessionRules.StatusOf(state ?? State, Sample.Usage(), containment, Sample.KeyMask, now ?? Sample.Start);

    private static LockOrder Order(LockDimension dimension, string value) => new(dimension, value, Sample.Order);

    private static ContainmentEntry Entry(byte number, LockDimension dimension, string value, DateTimeOffset? until = null) =>
        ContainmentEntry.Of(number, new SessionLockEntry(EventId.FromBytes([number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), Order(dimension, value) with { Until = until }, Sample.Start));
}
