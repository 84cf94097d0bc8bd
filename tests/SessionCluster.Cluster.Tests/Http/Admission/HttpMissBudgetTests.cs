using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Tokens;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Grains.Admission;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Admission;

/// <summary>A client of the HTTP edge that asks for sessions that do not exist: 100, and 100 a second, on a clock that the test moves (A9).</summary>
[Rule("A9")]
public sealed class HttpMissBudgetTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private HttpTestSilo _silo = null!;
    private int _guesses;

    public async ValueTask InitializeAsync() => _silo = await HttpTestSilo.StartAsync(services => services.AddSingleton(new MissBudget(_clock)));

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task After_100_misses_a_client_is_told_to_wait_for_good_tokens_too_and_others_are_not()
    {
        var (token, id) = await _silo.EstablishedAsync();
        await SpendAsync(HttpCaller.OrdersOnly);

        var guess = await _silo.ValidateAsync(Guess(), HttpCaller.OrdersOnly);
        var good = await _silo.ValidateAsync(token, HttpCaller.OrdersOnly);
        var facts = await _silo.CallAsync(EndpointPolicies.Info, HttpCaller.OrdersOnly, parameter: id);
        var revocation = await _silo.RevokeAsync(id, HttpCaller.OrdersOnly);

        foreach (var answer in new[] { guess, good, facts, revocation })
        {
            answer.RequireProblem(429, "rate_limited");
            Assert.Equal("1", answer.Header("Retry-After"));
        }

        Assert.True((await _silo.ValidateAsync(token, HttpCaller.Service)).Json["active"]!.GetValue<bool>());
        Assert.Equal(201, (await _silo.CallAsync(EndpointPolicies.Establish, HttpCaller.OrdersOnly, HttpSamples.Establishment(HttpSamples.NewSubject()).ToJsonString())).Status);
    }

    [Fact]
    public async Task When_the_time_it_was_told_has_passed_it_goes_on()
    {
        var (token, _) = await _silo.EstablishedAsync();
        await SpendAsync(HttpCaller.OrdersOnly);
        (await _silo.ValidateAsync(token, HttpCaller.OrdersOnly)).RequireProblem(429, "rate_limited");

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await _silo.ValidateAsync(token, HttpCaller.OrdersOnly)).Json["active"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Every_call_that_names_a_session_draws_on_one_budget()
    {
        for (var round = 0; round < 40; round++)
        {
            (await _silo.CallAsync(EndpointPolicies.Info, HttpCaller.All, parameter: NewId().ToString())).RequireProblem(404, "unknown_session");
            (await _silo.RevokeAsync(NewId().ToString())).RequireProblem(404, "unknown_session");
        }

        for (var round = 0; round < 20; round++)
        {
            Assert.Equal("unknown", (await _silo.ValidateAsync(Guess())).Member("refusal"));
        }

        (await _silo.ValidateAsync(Guess())).RequireProblem(429, "rate_limited");
    }

    [Fact]
    public async Task Refusals_that_cost_nothing_are_free()
    {
        var (token, id) = await _silo.EstablishedAsync();
        await _silo.RevokeAsync(id);
        for (var round = 0; round < 2 * MissBudget.PerSecond; round++)
        {
            Assert.Equal("malformed", (await _silo.ValidateAsync("no token")).Member("refusal"));
            Assert.Equal("revoked", (await _silo.ValidateAsync(token)).Member("refusal"));
        }
    }

    [Fact]
    public async Task Without_the_budget_every_guess_is_looked_up()
    {
        // The pair: a clock that runs a second on at every look gives the credit back at once.
        await using var silo = await HttpTestSilo.StartAsync(services => services.AddSingleton(new MissBudget(new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) })));
        for (var guess = 0; guess < 3 * MissBudget.PerSecond; guess++)
        {
            Assert.Equal("unknown", (await silo.ValidateAsync(Guess(silo))).Member("refusal"));
        }
    }

    private async Task SpendAsync(HttpCaller caller)
    {
        for (var miss = 0; miss < MissBudget.PerSecond; miss++)
        {
            Assert.Equal("unknown", (await _silo.ValidateAsync(Guess(), caller)).Member("refusal"));
        }
    }

    /// <summary>A token with a good tag for a session that does not exist, as somebody makes it who holds the edge ring.</summary>
    private string Guess(HttpTestSilo? silo = null)
    {
        var ring = (silo ?? _silo).Services.GetRequiredService<EdgeRing>().Current;
        return TokenFormat.Format(EnvironmentName.Create("dev"), ring, ring.CurrentId, NewId(), new byte[32]);
    }

    private SessionId NewId()
    {
        var random = new byte[SessionId.RandomSize];
        BitConverter.TryWriteBytes(random, ++_guesses);
        return SessionId.Create(1, DateTimeOffset.UtcNow.AddHours(1), random);
    }
}
