using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Validation;

/// <summary>What an endpoint asks beyond being live, from the client to the grain and back.</summary>
public sealed class RequirementTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Theory]
    [InlineData("orders", "", AssuranceLevel.None, "accepted")]
    [InlineData("orders", "orders.read", AssuranceLevel.Aal2, "accepted")]
    [InlineData("orders", "orders.write orders.read", AssuranceLevel.Aal1, "accepted")]
    [InlineData("billing", "", AssuranceLevel.None, "refused: Audience")]
    [InlineData("ORDERS", "", AssuranceLevel.None, "refused: Audience")]
    [InlineData("orders", "orders", AssuranceLevel.None, "refused: Scope")]
    [InlineData("orders", "orders.read orders.delete", AssuranceLevel.None, "refused: Scope")]
    [InlineData("orders", "", AssuranceLevel.Aal3, "refused: Assurance")]
    public async Task A_session_must_be_for_the_audience_and_have_the_scope_and_the_level(string audience, string scope, AssuranceLevel assurance, string verdict)
    {
        var session = await _cluster.ScopedAsync();

        Assert.Equal(verdict, await _cluster.Client.AskAsync(session.Token.Reveal(), audience, scope, assurance));
    }

    [Fact]
    [Rule("N24")]
    public async Task An_authentication_is_young_enough_to_the_second_and_use_makes_it_no_younger()
    {
        var session = await _cluster.ScopedAsync();
        var age = TimeSpan.FromMinutes(5);

        _cluster.Clock.Advance(age);
        Assert.Equal("accepted", (await _cluster.ValidateAsync(session)).ToString());
        Assert.Equal("accepted", await _cluster.Client.AskAsync(session.Token.Reveal(), maxAge: age));

        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("refused: Assurance", await _cluster.Client.AskAsync(session.Token.Reveal(), maxAge: age));
        Assert.Equal("refused: Assurance", await _cluster.Client.AskAsync(session.Token.Reveal(), maxAge: TimeSpan.Zero));

        // The session itself lives on, for whoever asks for less.
        Assert.Equal("accepted", await _cluster.Client.AskAsync(session.Token.Reveal(), maxAge: age + TimeSpan.FromSeconds(1)));
        Assert.Equal("accepted", (await _cluster.ValidateAsync(session)).ToString());
    }

    [Fact]
    [Rule("N24")]
    public async Task The_age_counts_from_the_authentication_and_not_from_the_establishment()
    {
        var descriptor = _cluster.Establish();
        var age = TimeSpan.FromMinutes(6);
        var session = await _cluster.EstablishedAsync(descriptor with { Authentication = descriptor.Authentication with { AuthenticatedAt = _cluster.Clock.GetUtcNow() - age } });

        Assert.Equal("accepted", await _cluster.Client.AskAsync(session.Token.Reveal(), maxAge: age));
        Assert.Equal("refused: Assurance", await _cluster.Client.AskAsync(session.Token.Reveal(), maxAge: age - TimeSpan.FromSeconds(1)));
    }

    [Fact]
    [Rule("N24")]
    public async Task A_decider_that_forgets_what_is_required_lets_an_old_authentication_through()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(new DeciderThat(
            (state, in usage, containment, in presentation, now) => SessionRules.Decide(state, usage, containment, presentation with { Requirements = ValidationRequirements.None }, now))));
        var session = await cluster.ScopedAsync();
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("accepted", await cluster.Client.AskAsync(session.Token.Reveal(), scope: "orders.delete", assurance: AssuranceLevel.Aal3, maxAge: TimeSpan.Zero));
    }

    [Fact]
    public async Task What_is_required_and_lacking_costs_neither_a_use_nor_time()
    {
        var session = await _cluster.ScopedAsync(maxUses: 1);
        var before = await _cluster.InfoAsync(session.Id);
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("refused: Scope", await _cluster.Client.AskAsync(session.Token.Reveal(), scope: "orders.delete"));
        Assert.Equal("refused: Audience", await _cluster.Client.AskAsync(session.Token.Reveal(), audience: "billing"));

        var after = await _cluster.InfoAsync(session.Id);
        Assert.Equal((before.LastUsedAt, before.IdleDeadline, before.UsesLeft), (after.LastUsedAt, after.IdleDeadline, after.UsesLeft));
        Assert.Equal("accepted", await _cluster.Client.AskAsync(session.Token.Reveal()));
        Assert.Equal("refused: UsesExhausted", await _cluster.Client.AskAsync(session.Token.Reveal()));
    }
}
