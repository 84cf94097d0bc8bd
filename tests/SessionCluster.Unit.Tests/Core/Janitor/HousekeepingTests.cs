using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Core.Janitor;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Janitor;

/// <summary>When a session's row may go, and which end it is given.</summary>
public sealed class HousekeepingTests
{
    private static readonly DateTimeOffset Deadline = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(309, false)]
    [InlineData(310, true)]
    [Rule("L16")]
    public void A_row_stays_five_minutes_and_ten_seconds_beyond_its_ids_deadline_to_the_second(int seconds, bool isPast)
    {
        var id = SessionId.Create(7, Deadline, new byte[SessionId.RandomSize]);
        Assert.Equal(isPast, id.DeadlineMinutes < Housekeeping.MinuteBefore(Deadline.AddSeconds(seconds)));
    }

    [Fact]
    public void Before_the_epoch_nothing_is_past() => Assert.Equal(0u, Housekeeping.MinuteBefore(DateTimeOffset.UnixEpoch));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void A_row_that_can_not_be_opened_stays_a_day_longer(int seconds, bool isAbandoned)
    {
        var id = SessionId.Create(7, Deadline, new byte[SessionId.RandomSize]);
        Assert.Equal(isAbandoned, Housekeeping.IsAbandoned(id, Deadline.AddDays(1).AddSeconds(seconds)));
    }

    [Fact]
    [Rule("L12")]
    public void A_session_that_nobody_ended_expired_at_its_absolute_deadline()
    {
        var state = Live();
        var end = Housekeeping.FinalEnd(state, 1u << state.EdgeKeyId)!;
        Assert.Equal((SessionStatus.Expired, state.Facts!.AbsoluteDeadline, (RevocationOrder?)null), (end.Status, end.EndedAt, end.Order));
    }

    [Fact]
    [Rule("L12"), Rule("H2")]
    public void One_whose_edge_key_was_retired_was_revoked_by_that()
    {
        var state = Live();
        var end = Housekeeping.FinalEnd(state, ~(1u << state.EdgeKeyId))!;
        Assert.Equal((SessionStatus.Revoked, "key_retired", InitiatorKind.Policy), (end.Status, end.Order!.Detail, end.Order.Initiator.Kind));
    }

    [Fact]
    public void An_end_that_is_recorded_stays_and_a_tombstone_of_no_session_gets_none()
    {
        Assert.Null(Housekeeping.FinalEnd(Live() with { Tombstone = new() }, 0));
        Assert.Null(Housekeeping.FinalEnd(new SessionState(), 0));
    }

    private static SessionState Live() => Sample.State();
}
