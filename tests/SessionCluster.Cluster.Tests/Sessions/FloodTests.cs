using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Admission;

namespace SessionCluster.Cluster.Tests.Sessions;

/// <summary>Tokens by the thousand that open nothing (A9): refused at the edge without a grain call; with the edge ring in hand, within the miss budget.</summary>
public sealed class FloodTests : IAsyncLifetime
{
    private readonly CallJournal _arrived = new();

    // Its clock stands still, so that the budget refills when the test says so.
    private readonly FakeTimeProvider _budgetClock = new();
    private readonly MissBudget _misses;
    private SessionTestCluster _cluster = null!;

    public FloodTests() => _misses = new(_budgetClock);

    public async ValueTask InitializeAsync() => _cluster = await StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("A9"), Rule("N2"), Rule("N22"), Rule("H3"), Rule("K1")]
    public async Task Malformed_forged_foreign_and_expired_tokens_cause_no_grain_call_and_no_activation()
    {
        var session = await _cluster.EstablishedAsync();
        var genuine = session.Token.Reveal();
        _arrived.Clear();

        foreach (var (token, refusal) in Worthless(genuine))
        {
            Assert.Equal(refusal, (await PresentAsync(token)).Refusal);
        }

        // Past the id's minute and the skew the genuine one is worthless too.
        _cluster.Clock.SetUtcNow(session.Id.Deadline + TimeSpan.FromSeconds(11));
        Assert.Equal(SessionRefusal.Expired, (await PresentAsync(genuine)).Refusal);
        Assert.Empty(_arrived.Calls);
        Assert.Equal(0, _arrived.Activations);
    }

    [Fact]
    [Rule("A9")]
    public async Task Without_the_gate_forgeries_arrive_and_activate()
    {
        await using var cluster = await StartAsync(options => options.ReplaceClientServices = services => services.AddSingleton<ITokenGate, OpenGate>());
        _arrived.Clear();

        for (var forgery = 0; forgery < 20; forgery++)
        {
            await cluster.Client.ValidateAsync(new ValidateDescriptor { Token = Forgery(OtherRing(), "test"), Audience = SessionSamples.Orders });
        }

        Assert.Equal(20, _arrived.Activations);
    }

    [Fact]
    [Rule("A9")]
    public async Task A_thief_of_the_edge_ring_reads_no_more_than_the_miss_budget_and_leaves_nothing_in_memory()
    {
        var guesses = 3 * MissBudget.PerSecond;
        using var counter = new OperationCounter(_cluster.Storage, operation => operation.GrainType == "session");

        for (var guess = 0; guess < guesses; guess++)
        {
            var verdict = await GuessAsync();
            Assert.True(verdict.Refusal == SessionRefusal.Unknown || verdict.Reason == UnavailableReason.MissBudget);
        }

        Assert.Equal(MissBudget.PerSecond, counter.Reads);
        _budgetClock.Advance(TimeSpan.FromMilliseconds(11));
        Assert.Equal(SessionRefusal.Unknown, (await GuessAsync()).Refusal);
        Assert.Equal(UnavailableReason.MissBudget, (await GuessAsync()).Reason);
        await UntilNoSessionIsInMemoryAsync();
    }

    [Fact]
    [Rule("A9")]
    public async Task Guessing_all_at_once_buys_no_more_reads_than_may_be_under_way_and_they_are_paid_back()
    {
        var guesses = MissBudget.MaxPending + 300;
        using var gate = StorageGate.Close(_cluster.Storage, operation => operation.Kind == StorageOperationKind.Read);
        using var counter = new OperationCounter(_cluster.Storage, operation => operation.GrainType == "session");

        var verdicts = Enumerable.Range(0, guesses).Select(_ => GuessAsync()).ToArray();

        // Those that are denied are answered while the others wait for the store: when so many are, every guess has been decided upon.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (verdicts.Count(verdict => verdict.IsCompleted) < guesses - MissBudget.MaxPending)
        {
            await Task.Delay(5, limit.Token);
        }

        gate.Open();
        await Task.WhenAll(verdicts);

        Assert.InRange(counter.Reads, 1, MissBudget.MaxPending);
        var reads = counter.Reads;
        _budgetClock.Advance(TimeSpan.FromSeconds((reads / (double)MissBudget.PerSecond) - 1));
        Assert.Equal(UnavailableReason.MissBudget, (await GuessAsync()).Reason);
        Assert.Equal(reads, counter.Reads);
    }

    [Fact]
    [Rule("A9"), Rule("G6")]
    public async Task A_spent_budget_is_no_answer_about_sessions_that_exist_and_those_in_memory_are_not_touched()
    {
        var warm = await _cluster.EstablishedAsync();
        var cold = await _cluster.EstablishedAsync();
        await _cluster.DeactivateAsync(cold.Id);
        _arrived.Clear();
        await GuessAsync();
        var caller = _arrived.Calls.Single().Caller.Key.ToString()!;
        for (var miss = 0; miss < MissBudget.PerSecond; miss++)
        {
            _misses.Charge(caller);
        }

        Assert.True((await _cluster.ValidateAsync(warm)).IsAccepted);
        var verdict = await _cluster.ValidateAsync(cold);
        Assert.Equal((VerdictOutcome.Unavailable, UnavailableReason.MissBudget), (verdict.Outcome, verdict.Reason));
    }

    private static IEnumerable<(string Token, SessionRefusal Refusal)> Worthless(string genuine)
    {
        yield return ("", SessionRefusal.Malformed);
        yield return (genuine[..^1], SessionRefusal.Malformed);
        yield return (genuine + "0", SessionRefusal.Malformed);
        yield return (genuine[..^1] + (genuine[^1] == '0' ? '1' : '0'), SessionRefusal.Malformed);
        yield return ("sct_test_" + new string('z', 83), SessionRefusal.Malformed);
        yield return (Forgery(OtherRing(), "test"), SessionRefusal.Forged);
        yield return (Forgery(OtherRing(), "prod"), SessionRefusal.ForeignEnvironment);
    }

    private static KeyRing OtherRing() => KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = RandomNumberGenerator.GetBytes(KeyRing.KeySize) });

    private static string Forgery(KeyRing ring, string environment) => TokenFormat.Format(
        EnvironmentName.Create(environment),
        ring,
        ring.CurrentId,
        SessionId.Create(RandomNumberGenerator.GetBytes(1)[0], new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero), RandomNumberGenerator.GetBytes(SessionId.RandomSize)),
        RandomNumberGenerator.GetBytes(32));

    private Task<SessionVerdict> GuessAsync() => PresentAsync(Forgery(_cluster.Options.EdgeRing.Current, "test"));

    private async Task<SessionVerdict> PresentAsync(string token) => await _cluster.Client.ValidateAsync(new ValidateDescriptor { Token = token, Audience = SessionSamples.Orders });

    private async Task<SessionTestCluster> StartAsync(Action<SessionTestOptions>? configure = null) => await SessionTestCluster.StartAsync(options =>
    {
        options.ReplaceServices = services => services.AddSingleton<IIncomingGrainCallFilter>(_arrived).AddSingleton(_misses);
        configure?.Invoke(options);
    });

    private async Task UntilNoSessionIsInMemoryAsync()
    {
        var management = _cluster.SiloServices.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await management.GetSimpleGrainStatistics()).Any(statistic => statistic.GrainType.Contains("SessionGrain", StringComparison.Ordinal) && statistic.ActivationCount > 0))
        {
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>Checks nothing: whatever comes is worth a grain call.</summary>
    private sealed class OpenGate : ITokenGate
    {
        public bool TryPass(ReadOnlySpan<char> text, out PresentedToken token, out SessionRefusal refusal)
        {
            refusal = SessionRefusal.None;
            var id = SessionId.FromBytes(RandomNumberGenerator.GetBytes(SessionId.Size));
            token = new(id, 1, SecretDigest.Of(RandomNumberGenerator.GetBytes(32)));
            return true;
        }
    }
}
