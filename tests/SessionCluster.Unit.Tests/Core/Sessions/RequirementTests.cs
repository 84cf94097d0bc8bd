using CsCheck;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>What an endpoint asks beyond being live: audience, scope, assurance, age.</summary>
public sealed class RequirementTests
{
    [Theory]
    [InlineData("orders", true)]
    [InlineData("billing", true)]
    [InlineData("Orders", false)]
    [InlineData("order", false)]
    [InlineData("orders2", false)]
    public void A_session_is_for_its_audiences_only(string audience, bool good) =>
        Assert.Equal(good ? SessionRefusal.None : SessionRefusal.Audience, Refusal(Sample.Presentation() with { Audience = Audience.Create(audience) }));

    [Fact]
    public void An_unset_audience_is_never_the_sessions_even_if_the_session_has_one()
    {
        var presentation = Sample.Presentation() with { Audience = default };

        Assert.Equal(SessionRefusal.Audience, Refusal(presentation));
        Assert.Equal(SessionRefusal.Audience, Sample.Decide(Sample.State() with { Facts = Sample.Facts() with { Audiences = [default] } }, presentation: presentation).Refusal);
        Assert.Equal(SessionRefusal.Audience, Sample.Decide(Sample.State() with { Facts = Sample.Facts() with { Audiences = [] } }).Refusal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("orders.read", true)]
    [InlineData("orders.write orders.read", true)]
    [InlineData("orders", false)]
    [InlineData("orders.read orders.delete", false)]
    [InlineData("ORDERS.READ", false)]
    public void Every_required_scope_must_be_there(string scope, bool good) =>
        Assert.Equal(good ? SessionRefusal.None : SessionRefusal.Scope, Refusal(Required(new() { Scope = Sample.Scope(scope) })));

    [Fact]
    public void Levels_are_compared_by_rank() =>
        Gen.Select(Gen.Enum<AssuranceLevel>(), Gen.Enum<AssuranceLevel>()).Sample((has, required) =>
        {
            var state = Sample.State() with { Facts = Sample.Facts() with { Assurance = has } };
            var refusal = Sample.Decide(state, presentation: Required(new() { Assurance = required })).Refusal;

            Assert.Equal((int)has >= (int)required ? SessionRefusal.None : SessionRefusal.Assurance, refusal);
        }, iter: 200);

    [Theory]
    [Rule("N24")]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(10_000_000, false)]
    public void An_authentication_older_than_the_largest_age_is_refused(long ticks, bool good)
    {
        var age = TimeSpan.FromSeconds(300);
        var state = Sample.State() with { Facts = Sample.Facts() with { AuthenticatedAt = Sample.Start - age - TimeSpan.FromTicks(ticks) } };

        var decision = Sample.Decide(state, presentation: Required(new() { MaxAuthenticationAge = age }));

        Assert.Equal(good ? SessionRefusal.None : SessionRefusal.Assurance, decision.Refusal);
    }

    [Fact]
    [Rule("N24")]
    public void Activity_does_not_make_an_authentication_younger()
    {
        var presentation = Required(new() { MaxAuthenticationAge = TimeSpan.FromMinutes(10) });
        var usage = Sample.Usage(Sample.Start.AddMinutes(20));

        Assert.Equal(SessionRefusal.Assurance, Sample.Decide(usage: usage, presentation: presentation, now: Sample.Start.AddMinutes(20)).Refusal);
        Assert.Equal(SessionRefusal.None, Sample.Decide(usage: usage, now: Sample.Start.AddMinutes(20)).Refusal);
    }

    [Theory]
    [Rule("H5")]
    [InlineData(true, true, SessionRefusal.None)]
    [InlineData(true, false, SessionRefusal.None)]
    [InlineData(false, false, SessionRefusal.None)]
    [InlineData(false, true, SessionRefusal.Assurance)]
    public void Where_a_human_being_is_asked_for_a_session_that_stands_for_none_is_refused(bool human, bool required, SessionRefusal expected)
    {
        var state = Sample.State() with { Facts = Sample.Facts() with { Human = human } };

        Assert.Equal(expected, Sample.Decide(state, presentation: Required(new() { Human = required })).Refusal);
    }

    [Fact]
    public void An_authentication_of_this_very_moment_has_the_age_zero()
    {
        var state = Sample.State() with { Facts = Sample.Facts() with { AuthenticatedAt = Sample.Start.AddSeconds(3) } };

        Assert.Equal(SessionRefusal.None, Sample.Decide(state, presentation: Required(new() { MaxAuthenticationAge = TimeSpan.Zero })).Refusal);
    }

    private static SessionPresentation Required(ValidationRequirements requirements) => Sample.Presentation() with { Requirements = requirements };

    private static SessionRefusal Refusal(SessionPresentation presentation) => Sample.Decide(presentation: presentation).Refusal;
}
