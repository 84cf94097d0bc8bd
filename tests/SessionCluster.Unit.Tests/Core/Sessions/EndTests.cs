using CsCheck;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>Ends: by tombstone, landed or staged; by cut-off; by a retired key.</summary>
public sealed class EndTests
{
    private static readonly SessionDecision Revoked = SessionDecision.Refuse(SessionRefusal.Revoked);

    [Fact]
    [Rule("P-W1"), Rule("G1")]
    public void An_end_that_was_decided_counts_before_its_write_has_landed()
    {
        Assert.Equal(DecisionKind.Accept, Sample.Decide().Kind);
        Assert.Equal(Revoked, Sample.Decide(usage: Sample.Usage(tombstone: Sample.Tombstone())));
        Assert.Equal(Revoked, Sample.Decide(Sample.State() with { Tombstone = Sample.Tombstone() }));
    }

    [Fact]
    [Rule("G1"), Rule("L9")]
    public void Nothing_accepts_an_ended_session() =>
        Gen.Select(Gen.Long[-TimeSpan.TicksPerDay, TimeSpan.TicksPerDay], Gen.Long[-TimeSpan.TicksPerDay, TimeSpan.TicksPerDay], Gen.Int[0, 10], Gen.Bool, Gen.Enum<SessionStatus>()).Sample((now, lastUse, uses, landed, status) =>
        {
            var tombstone = Sample.Tombstone() with { Status = status };
            var state = landed ? Sample.State() with { Tombstone = tombstone } : Sample.State();
            var usage = Sample.Usage(Sample.Start.AddTicks(lastUse), uses, landed ? null : tombstone);

            var decision = Sample.Decide(state, usage, now: Sample.Start.AddTicks(now));

            Assert.Equal(status == SessionStatus.Expired ? SessionDecision.Refuse(SessionRefusal.Expired) : Revoked, decision);
        }, iter: 2_000);

    [Fact]
    public void What_has_landed_counts_before_what_is_staged()
    {
        var expired = Sample.Tombstone() with { Status = SessionStatus.Expired };
        var revoked = Sample.Tombstone();

        Assert.Equal(SessionRefusal.Expired, Sample.Decide(Sample.State() with { Tombstone = expired }, Sample.Usage(tombstone: revoked)).Refusal);
        Assert.Equal(SessionRefusal.Revoked, Sample.Decide(Sample.State() with { Tombstone = revoked }, Sample.Usage(tombstone: expired)).Refusal);
    }

    [Fact]
    public void The_tombstone_says_when_why_and_on_whose_word()
    {
        var now = Sample.Start.AddSeconds(90).AddMilliseconds(500);

        var tombstone = SessionRules.Terminate(Sample.State(), Sample.Order, Sample.EventId, now);

        Assert.Equal((SessionStatus.Revoked, Sample.Order, now, Sample.EventId, 1), (tombstone.Status, tombstone.Order!, tombstone.EndedAt, tombstone.EventId, tombstone.SessionsEnded));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public void An_end_ends_a_session_only_before_its_absolute_deadline(long ticks, int ended)
    {
        var tombstone = SessionRules.Terminate(Sample.State(), Sample.Order, Sample.EventId, (Sample.Start + Sample.Absolute).AddTicks(ticks));

        Assert.Equal(ended, tombstone.SessionsEnded);
    }

    [Fact]
    public void Where_no_session_was_none_ended()
    {
        Assert.Equal(0, SessionRules.Terminate(null, Sample.Order, Sample.EventId, Sample.Start).SessionsEnded);
        Assert.Equal(0, SessionRules.Terminate(new SessionState { Id = Sample.Id }, Sample.Order, Sample.EventId, Sample.Start).SessionsEnded);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(9_999_999, 0, 1)]
    [InlineData(10_000_000, 1, 1)]
    public void A_receipt_rounds_the_decision_down_and_the_effect_up(long ticks, int revokedAt, int effectiveAt)
    {
        var receipt = SessionRules.Terminate(Sample.State(), Sample.Order, Sample.EventId, Sample.Start.AddTicks(ticks)).ToReceipt(Sample.Id);

        Assert.Equal((Sample.Start.AddSeconds(revokedAt), Sample.Start.AddSeconds(effectiveAt)), (receipt.RevokedAt, receipt.EffectiveAt));
        Assert.Equal((Sample.Id, Sample.EventId, 1, true), (receipt.Id, receipt.EventId, receipt.SessionsEnded, receipt.Subject.IsUnset));
        Assert.Equal(receipt, SessionRules.Terminate(Sample.State(), Sample.Order, Sample.EventId, Sample.Start.AddTicks(ticks)).ToReceipt(Sample.Id));
    }

    [Fact]
    [Rule("A7"), Rule("L13")]
    public void A_cut_off_ends_every_smaller_epoch_whatever_any_clock_says() =>
        Gen.Select(Gen.Long[0, 20], Gen.Long[0, 20], Gen.Long[-TimeSpan.TicksPerDay, TimeSpan.TicksPerDay], Gen.Bool).Sample((admitted, cutOff, ticks, sameSubject) =>
        {
            // The session may have been used and issued "after" the cut-off by some clock, and the deciding clock may stand anywhere before its end.
            var now = Sample.Start.AddTicks(ticks);
            var state = Sample.State() with
            {
                AdmissionEpoch = admitted,
                Facts = Sample.Facts() with { IssuedAt = now, AuthenticatedAt = now, AbsoluteDeadline = now.AddHours(1) },
            };
            var subject = sameSubject ? Sample.Subject.Key : Sample.SubjectOf("bob").Key;

            var decision = Sample.Decide(state, Sample.Usage(now), ContainmentSnapshot.Empty.With(1, subject, cutOff), now: now);

            Assert.Equal(sameSubject && admitted < cutOff ? SessionRefusal.Revoked : SessionRefusal.None, decision.Refusal);
        }, iter: 2_000);

    [Theory]
    [Rule("P-C3")]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public void A_cut_off_spares_its_own_epoch_and_larger_ones(long admitted, bool lives)
    {
        var containment = ContainmentSnapshot.Empty.With(1, Sample.Subject.Key, 4);
        var state = Sample.State() with { AdmissionEpoch = admitted };

        Assert.Equal(lives, Sample.Decide(state, containment: containment).Kind == DecisionKind.Accept);
        Assert.Equal(DecisionKind.Accept, Sample.Decide(state, containment: containment.Without(2, Sample.Subject.Key)).Kind);
        Assert.Null(state.Tombstone);
    }

    [Fact]
    [Rule("H2"), Rule("A10")]
    public void Retiring_a_key_ends_every_session_under_it()
    {
        const uint Former = 1u << Sample.KeyId;
        const uint Latter = 1u << (Sample.KeyId + 1);
        var younger = Sample.State() with { EdgeKeyId = Sample.KeyId + 1 };

        Assert.Equal(SessionRefusal.None, Under(Sample.State(), Former));
        Assert.Equal(SessionRefusal.None, Under(Sample.State(), Former | Latter));
        Assert.Equal(SessionRefusal.None, Under(younger, Former | Latter));
        Assert.Equal(SessionRefusal.Revoked, Under(Sample.State(), Latter));
        Assert.Equal(SessionRefusal.None, Under(younger, Latter));
        Assert.Equal(SessionRefusal.Revoked, Under(younger, 0));
    }

    [Theory]
    [InlineData(0, 1u, true)]
    [InlineData(31, 1u << 31, true)]
    [InlineData(31, 1u, false)]
    [InlineData(32, 1u, false)]
    [InlineData(35, 1u << 3, false)]
    [InlineData(255, uint.MaxValue, false)]
    public void A_key_id_above_31_is_in_no_ring(byte keyId, uint ring, bool lives) =>
        Assert.Equal(lives ? SessionRefusal.None : SessionRefusal.Revoked, Under(Sample.State() with { EdgeKeyId = keyId }, ring));

    [Fact]
    public void Status_tells_how_a_session_ended()
    {
        var expired = Sample.Tombstone() with { Status = SessionStatus.Expired };
        var bare = new SessionState { Id = Sample.Id };

        Assert.Equal(SessionStatus.Active, Status(Sample.State()));
        Assert.Equal(SessionStatus.Revoked, Status(Sample.State() with { Tombstone = Sample.Tombstone() }));
        Assert.Equal(SessionStatus.Revoked, Status(Sample.State(), Sample.Tombstone()));
        Assert.Equal(SessionStatus.Expired, Status(Sample.State() with { Tombstone = expired }));
        Assert.Equal(SessionStatus.Revoked, Status(Sample.State() with { EdgeKeyId = 0 }));
        Assert.Equal(SessionStatus.Revoked, Status(bare));
        Assert.Equal(SessionStatus.Expired, Status(bare with { Tombstone = expired }));
        Assert.Equal(SessionStatus.Expired, Status(bare, expired));
        Assert.Equal(SessionStatus.Expired, Status(bare with { Tombstone = expired }, Sample.Tombstone()));

        static SessionStatus Status(SessionState state, SessionTombstone? staged = null) =>
            SessionRules.StatusOf(state, Sample.Usage(tombstone: staged), ContainmentSnapshot.Empty, Sample.KeyMask, Sample.Start);
    }

    [Fact]
    public void A_session_on_whom_a_cut_off_lies_is_revoked() =>
        Assert.Equal(SessionStatus.Revoked, SessionRules.StatusOf(Sample.State(), Sample.Usage(), ContainmentSnapshot.Empty.With(1, Sample.Subject.Key, 5), Sample.KeyMask, Sample.Start));

    [Fact]
    public void A_row_says_under_which_key_it_was_written()
    {
        Assert.True(Sample.State().BelongsTo(Sample.Id.ToString()));
        Assert.False(Sample.State().BelongsTo("00" + Sample.Id.ToString()[2..]));
        Assert.False(new SessionState().BelongsTo(Sample.Id.ToString()));
    }

    private static SessionRefusal Under(SessionState state, uint ring) => Sample.Decide(state, presentation: Sample.Presentation() with { EdgeKeyIds = ring }).Refusal;
}
