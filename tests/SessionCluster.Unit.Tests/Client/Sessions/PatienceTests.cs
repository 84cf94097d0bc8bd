using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>How long a caller waits, and how old a verdict may be that it takes.</summary>
public sealed class PatienceTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>Operation, its deadline in seconds, and how many sendings that is for.</summary>
    public static TheoryData<string, int, int> Deadlines
    {
        get
        {
            var table = new TheoryData<string, int, int>();
            foreach (var operation in ClientUnderTest.Operations.Keys)
            {
                table.Add(operation, operation is "validate" or "introspect" ? 2 : 30, ClientUnderTest.SentOnce.Contains(operation) ? 1 : 2);
            }

            return table;
        }
    }

    [Theory]
    [Rule("L21"), Rule("G6")]
    [MemberData(nameof(Deadlines))]
    public async Task A_cluster_that_never_answers_is_asked_twice_within_one_deadline_and_for_what_has_one_answer_once(string operation, int seconds, int sendings)
    {
        var client = new ClientUnderTest();
        var result = ClientUnderTest.Operations[operation](client.Sessions, CancellationToken.None);

        var share = TimeSpan.FromSeconds(seconds) / sendings;
        for (var sending = 1; sending <= sendings; sending++)
        {
            client.Clock.Advance(share - Tick);
            Assert.False(result.IsCompleted);
            Assert.Equal(sending, client.Cluster.Calls.Count);
            client.Clock.Advance(Tick);
        }

        Assert.Equal(UnavailableReason.Timeout, ClientUnderTest.Doubt(await result.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)));
        Assert.Equal(sendings, client.Cluster.Calls.Count);
    }

    [Theory]
    [Rule("P-F8"), Rule("G1")]
    [InlineData(0, true)]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    [InlineData(30_000, false)]
    public async Task A_verdict_that_was_longer_on_its_way_than_the_response_timeout_is_dropped(int milliseconds, bool taken)
    {
        var client = new ClientUnderTest();

        Assert.Equal(taken ? "accepted" : "unavailable: Timeout", await AnsweredAfterAsync(client, ClientUnderTest.Accepted, milliseconds));
        Assert.Equal(taken ? "refused: Idle" : "unavailable: Timeout", await AnsweredAfterAsync(client, SessionVerdict.Refuse(SessionRefusal.Idle), milliseconds));
    }

    [Fact]
    [Rule("P-F8"), Rule("G1")]
    public async Task A_client_whose_clock_stands_still_takes_a_verdict_of_any_age()
    {
        var client = new ClientUnderTest(new StandingStill());

        Assert.Equal("accepted", await AnsweredAfterAsync(client, ClientUnderTest.Accepted, 3_600_000));
    }

    [Fact]
    [Rule("P-F8"), Rule("L21")]
    public async Task The_second_sending_has_an_age_of_its_own_and_what_the_first_brings_later_is_not_looked_at()
    {
        var client = new ClientUnderTest();
        var answers = new List<TaskCompletionSource<object>>();
        client.Cluster.Answer = _ => Add(answers).Task;

        var asked = client.Sessions.ValidateAsync(ClientUnderTest.Presented);
        client.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, answers.Count);
        answers[0].SetResult(ClientUnderTest.Accepted);
        Assert.False(asked.IsCompleted);
        client.Clock.Advance(TimeSpan.FromSeconds(1) - Tick);
        answers[1].SetResult(SessionVerdict.Refuse(SessionRefusal.Revoked));

        Assert.Equal("refused: Revoked", (await asked).ToString());
        Assert.Same(client.Cluster.Calls[0].Call, client.Cluster.Calls[1].Call);
    }

    [Theory]
    [Rule("L21")]
    [InlineData(UnavailableReason.Fence, 2)]
    [InlineData(UnavailableReason.Quarantine, 2)]
    [InlineData(UnavailableReason.Timeout, 2)]
    [InlineData(UnavailableReason.Storage, 1)]
    [InlineData(UnavailableReason.Row, 1)]
    [InlineData(UnavailableReason.MissBudget, 1)]
    [InlineData(UnavailableReason.ContainmentFull, 1)]
    public async Task What_passes_is_asked_about_again_after_a_pause_and_what_does_not_is_not(UnavailableReason reason, int sendings)
    {
        foreach (var operation in ClientUnderTest.Operations.Keys.Where(name => !ClientUnderTest.SentOnce.Contains(name) && !ClientUnderTest.WithoutReason.Contains(name)))
        {
            var client = new ClientUnderTest();
            client.Cluster.Answer = call => client.Cluster.Calls.Count > 1 ? ClientUnderTest.GoodAnswer(call) : ClientUnderTest.DoubtfulAnswer(call, reason);

            var result = ClientUnderTest.Operations[operation](client.Sessions, CancellationToken.None);
            client.Clock.Advance(SafeRepeat.Pause - Tick);
            Assert.Equal(sendings == 1, result.IsCompleted);
            client.Clock.Advance(Tick);

            Assert.Equal(sendings == 1 ? reason : null, ClientUnderTest.Doubt(await result));
            Assert.Equal(sendings, client.Cluster.Calls.Count);
        }
    }

    [Fact]
    [Rule("P-R6")]
    public async Task Each_logical_call_has_an_attempt_of_its_own()
    {
        var client = new ClientUnderTest();
        client.Cluster.Answer = ClientUnderTest.GoodAnswer;
        for (var call = 0; call < 100; call++)
        {
            await client.Sessions.ValidateAsync(ClientUnderTest.Presented);
        }

        var attempts = client.Cluster.Calls.Select(call => ((ValidateCall)call.Call).Attempt).ToArray();
        Assert.Distinct(attempts);
        Assert.DoesNotContain(attempts, attempt => attempt.IsUnset);
    }

    [Fact]
    [Rule("P-R6"), Rule("L21")]
    public async Task An_attempt_that_came_along_is_sent_on_and_its_maker_repeats()
    {
        var client = new ClientUnderTest();
        client.Cluster.Answer = call => ClientUnderTest.DoubtfulAnswer(call, UnavailableReason.Fence);
        var attempt = AttemptId.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);

        var verdict = await client.Sessions.ValidateAsync(new() { Token = ClientUnderTest.Presented.Token, Audience = ClientUnderTest.Presented.Audience, Attempt = attempt });

        Assert.Equal("unavailable: Fence", verdict.ToString());
        Assert.Equal(attempt, client.Cluster.Single<ValidateCall>().Attempt);
    }

    [Fact]
    [Rule("P-F8")]
    public async Task Calls_are_never_coalesced()
    {
        var client = new ClientUnderTest();
        var answers = new List<TaskCompletionSource<object>>();
        client.Cluster.Answer = _ => Add(answers).Task;

        var first = client.Sessions.ValidateAsync(ClientUnderTest.Presented);
        var second = client.Sessions.ValidateAsync(ClientUnderTest.Presented);
        answers[0].SetResult(ClientUnderTest.Accepted);
        answers[1].SetResult(SessionVerdict.Refuse(SessionRefusal.Revoked));

        Assert.Equal("accepted", (await first).ToString());
        Assert.Equal("refused: Revoked", (await second).ToString());
        Assert.Equal(2, client.Cluster.Calls.Count);
    }

    private static TaskCompletionSource<object> Add(List<TaskCompletionSource<object>> list)
    {
        list.Add(new TaskCompletionSource<object>());
        return list[^1];
    }

    /// <summary>An answer that takes so long although no timer says so: the process stood still, and its timers with it.</summary>
    private static async Task<string> AnsweredAfterAsync(ClientUnderTest client, SessionVerdict verdict, int milliseconds)
    {
        client.Cluster.Answer = _ =>
        {
            client.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            return verdict;
        };
        return (await client.Sessions.ValidateAsync(new() { Token = ClientUnderTest.Presented.Token, Audience = ClientUnderTest.Presented.Audience })).ToString();
    }

    private sealed class StandingStill : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
