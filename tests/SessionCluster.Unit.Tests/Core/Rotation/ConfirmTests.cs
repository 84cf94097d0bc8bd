using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Rotation;

/// <summary>The first presentation of a successor (P-T2): what becomes of every secret, and until when.</summary>
[Rule("P-T2")]
public sealed class ConfirmTests
{
    private static readonly DateTimeOffset Confirmed = Sample.Start.AddMinutes(20);

    [Fact]
    public void The_successor_is_current_and_the_one_before_has_its_grace_from_now_on()
    {
        var state = RotationSample.Bearer().Rotated(1, Confirmed, RotationSample.Name(1));

        Assert.Equal((1, Confirmed), (state.Rotation!.Generation, state.Rotation.RotatedAt));
        Assert.Empty(state.Rotation.Pending);
        Assert.Equal(SecretStanding.Current, Of(state, 1, 0));
        Assert.Equal((Confirmed + RotationSample.Grace, Confirmed + RotationSample.Grace), (state.Rotation.Former!.AcceptedUntil, state.Rotation.Former.ReuseFrom));
        Assert.Equal(SecretStanding.Former, RotationRules.StandingOf(state, Sample.Digest, Confirmed.AddSeconds(9)));
        Assert.Equal(SecretStanding.Reused, RotationRules.StandingOf(state, Sample.Digest, Confirmed.AddSeconds(10)));
    }

    [Fact]
    [Rule("L7")]
    public void Grace_covers_one_generation_and_the_next_confirmation_ends_it()
    {
        var state = RotationSample.Bound().Rotated(1, Confirmed).Rotated(2, Confirmed.AddSeconds(1));

        Assert.Equal(2, state.Rotation!.Generation);
        Assert.Equal(SecretStanding.Former, Of(state, 1, 2));
        Assert.Equal(SecretStanding.Reused, RotationRules.StandingOf(state, Sample.Digest, Confirmed.AddSeconds(2)));
    }

    [Fact]
    [Rule("L7"), Rule("P-T3")]
    public void Neither_asking_again_nor_presenting_again_lengthens_the_grace()
    {
        var state = RotationSample.Bound().Rotated(1, Confirmed);

        Assert.Null(RotationRules.Confirm(state, RotationSample.Digest(1), Confirmed.AddSeconds(5)));
        Assert.Null(RotationRules.Confirm(state, Sample.Digest, Confirmed.AddSeconds(5)));
        Assert.Equal(RotationStep.Repeat, state.Plan(Sample.Digest, now: Confirmed.AddSeconds(9)).Step);
    }

    [Fact]
    [Rule("P-T4")]
    public void The_first_candidate_presented_wins_and_the_others_are_evidence()
    {
        var state = RotationSample.Bearer();
        for (byte number = 1; number <= RotationState.MaxPending; number++)
        {
            state = state.Staged(number, RotationSample.Name(number));
        }

        state = state.Confirmed(3, Confirmed);

        Assert.Equal(SecretStanding.Current, Of(state, 3, 0));
        Assert.All([1, 2, 4], loser => Assert.Equal(SecretStanding.Reused, Of(state, loser, 0)));
    }

    [Fact]
    public void A_secret_that_does_not_wait_confirms_nothing()
    {
        Assert.Null(RotationRules.Confirm(RotationSample.Bound(), RotationSample.Digest(1), Confirmed));
        Assert.Null(RotationRules.Confirm(RotationSample.Bound().Staged(1), RotationSample.Digest(2), Confirmed));
        Assert.Null(RotationRules.Confirm(RotationSample.Bound().Staged(1), Sample.Digest, Confirmed));
    }

    [Fact]
    [Rule("P-T3")]
    public void Sixty_four_older_secrets_are_recognised_the_latest()
    {
        var state = RotationSample.Bound();
        for (var number = 1; number <= 100; number++)
        {
            state = state.Rotated(number, Confirmed.AddMinutes(number));
        }

        // 100 is current and 99 the former one.
        Assert.Equal(RotationState.MaxOlder, state.Rotation!.Older.Length);
        Assert.All(Enumerable.Range(99 - RotationState.MaxOlder, RotationState.MaxOlder), number => Assert.Equal(SecretStanding.Reused, Of(state, number, 6000)));
        Assert.Equal(SecretStanding.Foreign, Of(state, 99 - RotationState.MaxOlder - 1, 6000));
    }

    [Fact]
    public void A_rotation_ends_the_copy_that_was_known_to_be_about()
    {
        var state = (RotationSample.Bound() with { TaintedAt = Sample.Start }).Staged(1);

        Assert.Equal(Sample.Start, RotationRules.RotateAfter(state, null));
        Assert.Null(RotationRules.RotateAfter(state.Confirmed(1, Confirmed), null));
    }

    [Fact]
    [Rule("N4"), Rule("G4")]
    public void It_moves_no_deadline_and_no_fact()
    {
        var before = RotationSample.Bearer();
        var after = before.Rotated(1, Confirmed, RotationSample.Name(1));

        Assert.Equal(before, after with { SecretHash = before.SecretHash, Rotation = null });
    }

    [Fact]
    public void A_bearer_session_is_to_be_rotated_a_span_after_the_last_time_and_a_bound_one_on_demand()
    {
        var bearer = RotationSample.Bearer();

        Assert.Equal(Sample.Start + RotationSample.Every, RotationRules.RotateAfter(bearer, null));
        Assert.Equal(Sample.Start + RotationSample.Every, RotationRules.RotateAfter(bearer.Staged(1, RotationSample.Name(1)), null));
        Assert.Equal(Confirmed + RotationSample.Every, RotationRules.RotateAfter(bearer.Rotated(1, Confirmed, RotationSample.Name(1)), null));
        Assert.Null(RotationRules.RotateAfter(RotationSample.Bound().Rotated(1, Confirmed), null));
        Assert.Equal(Confirmed, RotationRules.RotateAfter(RotationSample.Bound(), Confirmed));
    }

    private static SecretStanding Of(SessionState state, int secret, int seconds) => RotationRules.StandingOf(state, RotationSample.Digest(secret), Confirmed.AddSeconds(seconds));
}
