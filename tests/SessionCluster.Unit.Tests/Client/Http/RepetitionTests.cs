using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Http;

/// <summary>How long the client over HTTP waits, and what it sends twice.</summary>
public sealed class RepetitionTests : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly StubService _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    [Rule("L21"), Rule("P-R6")]
    public async Task A_doubt_that_passes_is_asked_about_once_more_as_the_same_logical_call()
    {
        _service.Answers(() => StubService.Problem(503, "unavailable", "1"), () => StubService.Of(200, HttpSamples.Accepted.ToJsonString()));

        var asked = _service.Sessions.ValidateAsync(HttpSamples.Presented).AsTask();
        Assert.False(asked.IsCompleted);
        _service.Clock.Advance(SafeRepeat.Pause);

        Assert.True((await asked).IsAccepted);
        Assert.Equal(2, _service.Requests.Count);
        Assert.Equal(_service.Requests[0].Body!.ToJsonString(), _service.Requests[1].Body!.ToJsonString());
        Assert.Equal(32, _service.Requests[0].Body!["attempt"]!.GetValue<string>().Length);
    }

    [Fact]
    [Rule("P-R6")]
    public async Task Another_call_is_another_attempt()
    {
        _service.Answer = _ => Task.FromResult(StubService.Of(200, HttpSamples.Accepted.ToJsonString()));
        for (var call = 0; call < 20; call++)
        {
            await _service.Sessions.ValidateAsync(HttpSamples.Presented);
        }

        Assert.Distinct(_service.Requests.Select(request => request.Body!["attempt"]!.GetValue<string>()));
    }

    [Theory]
    [Rule("G6")]
    [InlineData(429, "rate_limited", "1", "unavailable: MissBudget")]
    [InlineData(503, "unavailable", "30", "unavailable: Storage")]
    [InlineData(500, "internal_error", null, "unavailable: Storage")]
    public async Task What_does_not_pass_is_not_asked_again(int status, string code, string? retryAfter, string verdict)
    {
        _service.Answers(() => StubService.Problem(status, code, retryAfter));

        Assert.Equal(verdict, (await _service.Sessions.ValidateAsync(HttpSamples.Presented)).ToString());
        Assert.Single(_service.Requests);
    }

    [Fact]
    [Rule("L21"), Rule("G6")]
    public async Task A_service_that_never_answers_is_asked_twice_within_two_seconds()
    {
        var asked = _service.Sessions.ValidateAsync(HttpSamples.Presented).AsTask();
        _service.Clock.Advance(TimeSpan.FromSeconds(1) - Tick);
        Assert.Single(_service.Requests);
        _service.Clock.Advance(Tick);
        await UntilAsync(() => _service.Requests.Count == 2);
        _service.Clock.Advance(TimeSpan.FromSeconds(1) - Tick);
        Assert.False(asked.IsCompleted);
        _service.Clock.Advance(Tick);

        Assert.Equal("unavailable: Timeout", (await asked.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).ToString());
    }

    [Theory]
    [Rule("P-F8"), Rule("G1")]
    [InlineData(2_000, "accepted")]
    [InlineData(2_001, "unavailable: Timeout")]
    public async Task A_verdict_that_was_longer_on_its_way_is_dropped(int milliseconds, string verdict)
    {
        // The process stood still, and its timers with it: the answer is there before they are.
        _service.Answer = _ =>
        {
            var answer = Task.FromResult(StubService.Of(200, HttpSamples.Accepted.ToJsonString()));
            _service.Clock.Stall(TimeSpan.FromMilliseconds(milliseconds));
            return answer;
        };

        Assert.Equal(verdict, (await _service.Sessions.ValidateAsync(HttpSamples.Presented)).ToString());
    }

    [Fact]
    [Rule("L21")]
    public async Task An_establishment_is_sent_once_and_an_ending_twice()
    {
        _service.Answer = _ => throw new HttpRequestException("connection refused");

        Assert.IsType<EstablishResult.Unavailable>(await _service.Sessions.EstablishAsync(HttpSamples.Establish));
        Assert.Single(_service.Requests);

        var revoked = _service.Sessions.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, HttpSamples.Order));
        _service.Clock.Advance(SafeRepeat.Pause);
        Assert.IsType<RevokeResult.Unavailable>(await revoked);
        var all = _service.Sessions.RevokeSubjectAsync(new(Sample.Subject, HttpSamples.Order));
        _service.Clock.Advance(SafeRepeat.Pause);
        Assert.IsType<RevokeResult.Unavailable>(await all);
        Assert.Equal(5, _service.Requests.Count);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(1, limit.Token);
        }
    }
}
