using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Events;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Events;

/// <summary>What is recorded of containment: who, what and why, in one chain (L12).</summary>
public sealed class ContainmentLedgerTests
{
    private static readonly LockOrder Order = new(LockDimension.Client, "shop", Sample.Order);

    [Fact]
    [Rule("L12")]
    public void A_cut_off_says_whose_sessions_end_why_and_on_whose_word()
    {
        var recorded = ContainmentLedger.SubjectRevoked(Sample.Subject, new SubjectCutOff(5, Sample.Start, Sample.Order, Sample.EventId));

        Assert.Equal((SessionEventKind.SubjectRevoked, Sample.EventId, Sample.Start, Sample.Order.Initiator), (recorded.Kind, recorded.Id, recorded.At, recorded.Initiator));
        Assert.Equal((Sample.Subject, "other", "a laptop was lost"), (recorded.Subject, recorded.Reason, recorded.Detail));
    }

    [Theory]
    [Rule("L12")]
    [InlineData(LockDimension.Client, "shop", "by ticket 1", "client shop: by ticket 1")]
    [InlineData(LockDimension.Device, "laptop-7", null, "device laptop-7: a laptop was lost")]
    [InlineData(LockDimension.All, "", "by ticket 1", "all: by ticket 1")]
    public void A_lock_says_what_it_names_and_the_words_of_whoever_set_it(LockDimension dimension, string value, string? message, string detail)
    {
        var entry = new SessionLockEntry(Sample.EventId, Order with { Dimension = dimension, Value = value, Message = message }, Sample.Start);
        var set = ContainmentLedger.LockSet(entry);
        var removed = ContainmentLedger.LockRemoved(entry, EndInitiator.Policy, Sample.Start.AddMinutes(1));

        Assert.Equal((SessionEventKind.LockSet, Sample.EventId, Sample.Start, Sample.Order.Initiator, "other", detail), (set.Kind, set.Id, set.At, set.Initiator, set.Reason, set.Detail));
        Assert.Equal((SessionEventKind.LockRemoved, Sample.EventId, Sample.Start.AddMinutes(1), EndInitiator.Policy, null, detail), (removed.Kind, removed.Id, removed.At, removed.Initiator, removed.Reason, removed.Detail));
        Assert.Equal(dimension == LockDimension.Client ? ClientId.Create("shop") : default, set.ClientId);
    }

    [Fact]
    [Rule("L12")]
    public void A_lock_without_words_says_what_it_names() =>
        Assert.Equal("client shop", ContainmentLedger.LockSet(new(Sample.EventId, Order with { Order = Sample.Order with { Detail = null } }, Sample.Start)).Detail);

    [Fact]
    [Rule("L12")]
    public void They_are_one_chain_and_when_too_many_wait_the_chain_of_those_that_are_kept_stays_whole()
    {
        var draft = ContainmentLedger.LockSet(new(Sample.EventId, Order, Sample.Start));
        var ledger = Enumerable.Range(0, ContainmentLedger.MaxWaiting + 1).Aggregate(EventLedger.Empty, (before, _) => ContainmentLedger.Record(before, draft));
        Assert.Equal((ContainmentLedger.MaxWaiting, (long)ContainmentLedger.MaxWaiting), (ledger.Waiting.Length, ledger.Count));

        var room = ledger.Without(10);
        Assert.Equal(11, room.Waiting[0].Sequence);
        var next = ContainmentLedger.Record(room, draft);

        Assert.Equal(ledger.Count + 1, next.Count);
        Assert.Null(EventChain.Verify([.. ledger.Waiting[..10], .. next.Waiting]));
    }
}
