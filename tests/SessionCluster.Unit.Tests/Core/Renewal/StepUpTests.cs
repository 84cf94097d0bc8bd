using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Renewal;

/// <summary>What a step-up makes of a session's row.</summary>
public sealed class StepUpTests
{
    private static readonly DateTimeOffset Now = Sample.Start.AddHours(1);

    private static readonly SecretDigest Next = SecretDigest.Of([7]);

    private static readonly SecretDigest Other = SecretDigest.Of([8]);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    [Fact]
    [Rule("T6"), Rule("N7"), Rule("N4")]
    public void The_new_authentication_becomes_the_session_s_and_its_end_stays_where_it_was()
    {
        var before = Sample.State() with { TaintedAt = Sample.Start, Lock = new() { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start }, StepUps = 2 };

        var after = RenewalRules.StepUp(before, Order(), Now);

        Assert.Equal(before.Facts! with { Assurance = AssuranceLevel.Aal3, Methods = after.Facts!.Methods, AuthenticatedAt = Now.AddSeconds(-1) }, after.Facts);
        Assert.Equal(["hwk", "pin"], after.Facts.Methods);
        Assert.Equal((Sample.Start + Sample.Absolute, Now, 3), (after.Facts.AbsoluteDeadline, after.LastUsedAt, after.StepUps));
        Assert.Null(after.Lock);
        Assert.Null(after.TaintedAt);
        Assert.Equal((1, Now), (after.Rotation!.Generation, after.Rotation.RotatedAt));
        Assert.Equal((before.AdmissionEpoch, before.EdgeKeyId, before.Device, before.Budget), (after.AdmissionEpoch, after.EdgeKeyId, after.Device, after.Budget));
    }

    [Fact]
    [Rule("N8"), Rule("T6")]
    public void Reopened_by_one_factor_it_still_goes_back_on_the_authentication_it_had()
    {
        var before = Sample.State();

        var after = RenewalRules.StepUp(before, Order(StepUpEffect.Reopen), Now);

        Assert.Same(before.Facts, after.Facts);
        Assert.Equal((SecretHash.Of(Next), Now, 1), (after.SecretHash, after.LastUsedAt, after.StepUps));
    }

    [Theory]
    [Rule("N7")]
    [InlineData(-1, SecretStanding.Superseded)]
    [InlineData(0, SecretStanding.Reused)]
    public void The_former_secret_is_dead_at_once_and_evidence_after_the_grace(int seconds, SecretStanding later)
    {
        var after = RenewalRules.StepUp(Sample.State(), Order(), Now);

        Assert.Equal(SecretStanding.Superseded, RotationRules.StandingOf(after, Sample.Digest, Now));
        Assert.Equal(later, RotationRules.StandingOf(after, Sample.Digest, Now + Grace + TimeSpan.FromSeconds(seconds)));
        Assert.Equal(SecretStanding.Current, RotationRules.StandingOf(after, Next, Now));
    }

    [Fact]
    [Rule("N7")]
    public void What_else_may_be_on_its_way_is_forgotten_and_what_was_evidence_stays_evidence()
    {
        var derivation = new Derivation(1, [1], default);
        var rotated = Sample.State() with
        {
            Rotation = new() { Generation = 4, Pending = [new(SecretHash.Of(Other), derivation)], Former = new(SecretHash.Of(SecretDigest.Of([9])), Now.AddSeconds(5), Now.AddSeconds(5), derivation), Older = [1, 2] },
        };
        var late = rotated with { Rotation = rotated.Rotation with { Former = rotated.Rotation.Former! with { ReuseFrom = Now } } };

        var after = RenewalRules.StepUp(rotated, Order(), Now);

        Assert.Equal((5, SecretStanding.Foreign), (after.Rotation!.Generation, RotationRules.StandingOf(after, Other, Now)));
        Assert.Equal(SecretStanding.Foreign, RotationRules.StandingOf(after, SecretDigest.Of([9]), Now.AddHours(1)));
        Assert.Equal([1ul, 2ul], after.Rotation.Older);
        Assert.Equal(SecretStanding.Reused, RotationRules.StandingOf(RenewalRules.StepUp(late, Order(), Now), SecretDigest.Of([9]), Now));
    }

    [Fact]
    public void The_secrets_it_recognises_stay_bounded()
    {
        var state = Sample.State();
        for (var time = 0; time < RotationState.MaxOlder + 20; time++)
        {
            state = RenewalRules.StepUp(state, Order() with { NewSecretDigest = SecretDigest.Of([(byte)time, 1]) }, Now.AddMinutes(time));
        }

        Assert.Equal(RotationState.MaxOlder, state.Rotation!.Older.Length);
        Assert.Equal(SecretStanding.Reused, RotationRules.StandingOf(state, SecretDigest.Of([RotationState.MaxOlder + 10, 1]), Now.AddDays(1)));
    }

    [Fact]
    public void The_last_use_does_not_go_back() =>
        Assert.Equal(Now.AddSeconds(1), RenewalRules.StepUp(Sample.State() with { LastUsedAt = Now.AddSeconds(1) }, Order(), Now).LastUsedAt);

    [Fact]
    public void A_row_without_facts_is_not_stepped_up()
    {
        Assert.Throws<ArgumentException>(() => RenewalRules.StepUp(new SessionState { Id = Sample.Id }, Order(), Now));
        Assert.Throws<ArgumentNullException>(() => RenewalRules.StepUp(null!, Order(), Now));
        Assert.Throws<ArgumentNullException>(() => RenewalRules.StepUp(Sample.State(), null!, Now));
    }

    private static StepUpOrder Order(StepUpEffect effect = StepUpEffect.Raise) => new()
    {
        Effect = effect,
        NewSecretDigest = Next,
        Assurance = AssuranceLevel.Aal3,
        Methods = ["hwk", "pin"],
        AuthenticatedAt = Now.AddSeconds(-1),
    };
}
