using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Rotation;

/// <summary>Who gets which successor (P-T1, P-T3, P-T4).</summary>
public sealed class PlanTests
{
    private static readonly RotationId Mine = RotationSample.Name(1);
    private static readonly RotationId Other = RotationSample.Name(2);

    [Fact]
    [Rule("P-T1")]
    public void The_first_rotation_stages_and_so_does_nobody_else_than_the_holder_of_the_current_secret()
    {
        Assert.Equal(new RotationPlan(RotationStep.Stage, 0, null, null), RotationSample.Bound().Plan(Sample.Digest));
        Assert.Equal(new RotationPlan(RotationStep.Stage, 0, null, null), RotationSample.Bearer().Plan(Sample.Digest, Mine));
        Assert.Equal(RotationStep.Refuse, RotationSample.Bound().Plan(RotationSample.Digest(9)).Step);
        Assert.Equal(RotationStep.Refuse, RotationSample.Bound().Staged(1).Plan(RotationSample.Digest(1)).Step);
    }

    [Fact]
    [Rule("P-T1"), Rule("L8")]
    public void Asking_again_repeats_the_same_derivation()
    {
        var bound = RotationSample.Bound().Staged(1);
        var bearer = RotationSample.Bearer().Staged(1, Mine);

        Assert.Equal(new RotationPlan(RotationStep.Repeat, 0, bound.Rotation!.Pending[0].Derivation, null), bound.Plan(Sample.Digest));
        Assert.Equal(new RotationPlan(RotationStep.Repeat, 0, bearer.Rotation!.Pending[0].Derivation, null), bearer.Plan(Sample.Digest, Mine));
    }

    [Fact]
    [Rule("P-T4")]
    public void Another_holder_of_a_bearer_token_gets_another_candidate_and_a_fifth_none()
    {
        var state = RotationSample.Bearer();
        for (byte number = 1; number <= RotationState.MaxPending; number++)
        {
            Assert.Equal(RotationStep.Stage, state.Plan(Sample.Digest, RotationSample.Name(number)).Step);
            state = state.Staged(number, RotationSample.Name(number));
        }

        Assert.Equal(RotationStep.Conflict, state.Plan(Sample.Digest, RotationSample.Name(5)).Step);
        Assert.Equal(RotationStep.Repeat, state.Plan(Sample.Digest, RotationSample.Name(4)).Step);
    }

    [Fact]
    [Rule("P-T4")]
    public void A_bearer_rotation_has_a_name_and_a_bound_one_has_none()
    {
        Assert.Equal(RotationStep.Conflict, RotationSample.Bearer().Plan(Sample.Digest).Step);
        Assert.Contains("rotation_id", RotationSample.Bearer().Plan(Sample.Digest).Detail, StringComparison.Ordinal);
        Assert.Equal(RotationStep.Conflict, RotationSample.Bound().Plan(Sample.Digest, Mine).Step);
    }

    [Theory]
    [Rule("P-T3"), Rule("L8"), Rule("L7")]
    [InlineData(9, RotationStep.Repeat)]
    [InlineData(10, RotationStep.Refuse)]
    [InlineData(11, RotationStep.Refuse)]
    public void Inside_the_grace_the_former_secret_gives_the_successor_that_was_presented_and_after_it_none(int seconds, RotationStep step)
    {
        var state = RotationSample.Bearer().Rotated(1, Sample.Start, Mine);
        var plan = state.Plan(Sample.Digest, Mine, Sample.Start.AddSeconds(seconds));

        Assert.Equal(step, plan.Step);
        Assert.Equal(step == RotationStep.Repeat ? state.Rotation!.Former!.Derivation : null, plan.Derivation);
        Assert.Equal(step == RotationStep.Repeat ? 0 : 1, plan.Generation);
    }

    [Fact]
    [Rule("P-T3"), Rule("P-T4")]
    public void Inside_the_grace_another_name_gets_nothing()
    {
        var state = RotationSample.Bearer().Staged(1, Mine).Staged(2, Other).Confirmed(1, Sample.Start);

        Assert.Equal(RotationStep.Refuse, state.Plan(Sample.Digest, Other).Step);
        Assert.Equal(RotationStep.Refuse, state.Plan(Sample.Digest, RotationSample.Name(3)).Step);
    }

    [Fact]
    [Rule("P-T1")]
    public void What_was_derived_under_a_silo_key_that_is_gone_is_derived_anew()
    {
        var state = RotationSample.Bound().Staged(1);

        Assert.Equal(RotationStep.Repeat, state.Plan(Sample.Digest, keyIds: RotationSample.KeyIds | 1).Step);
        Assert.Equal(RotationStep.Stage, state.Plan(Sample.Digest, keyIds: 1).Step);
        Assert.Equal(RotationStep.Refuse, state.Confirmed(1, Sample.Start).Plan(Sample.Digest, keyIds: 1).Step);
    }

    [Fact]
    [Rule("P-T1")]
    public void Staging_changes_nothing_that_anybody_relies_on()
    {
        var before = RotationSample.Bound();
        var after = before.Staged(1);

        Assert.Equal(before.SecretHash, after.SecretHash);
        Assert.Equal(SecretStanding.Current, RotationRules.StandingOf(after, Sample.Digest, Sample.Start.AddHours(1)));
        Assert.Equal((0, Sample.Facts().IssuedAt), (after.Rotation!.Generation, after.Rotation.RotatedAt));
        Assert.Equal(before, after with { Rotation = null });
    }
}
