using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Silo.Storage.Azure;
using SessionCluster.Silo.Storage.Azure.Clock;

namespace SessionCluster.Unit.Tests.Storage.Azure.Clock;

/// <summary>The client as the product sets it up, and a store whose clock the test turns.</summary>
public sealed class StoreClockPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Noon);

    [Theory]
    [Rule("P-F1")]
    [InlineData(0, HttpStatusCode.OK, 0)]
    [InlineData(-2, HttpStatusCode.OK, 1)]
    [InlineData(-3, HttpStatusCode.OK, 2)]
    [InlineData(2, HttpStatusCode.OK, -2)]
    [InlineData(-3, HttpStatusCode.Conflict, 2)]
    [InlineData(-3, HttpStatusCode.Forbidden, 2)]
    public async Task The_date_of_any_answer_is_read(int storesSeconds, HttpStatusCode status, int certain)
    {
        var storeClock = await AskAsync(answer => (answer.Headers.Date, answer.StatusCode) = (Noon.AddSeconds(storesSeconds), status));

        Assert.True(storeClock.TryGetOffset(out var offset));
        Assert.Equal(TimeSpan.FromSeconds(certain), offset);
    }

    [Fact]
    [Rule("P-F1")]
    public async Task The_time_on_the_way_is_not_held_against_the_silo()
    {
        var storeClock = await AskAsync(answer =>
        {
            answer.Headers.Date = Noon;
            _clock.Advance(TimeSpan.FromSeconds(5));
        });

        Assert.True(storeClock.TryGetOffset(out var offset));
        Assert.Equal(TimeSpan.Zero, offset);
    }

    [Fact]
    public async Task An_answer_without_a_date_tells_nothing() => Assert.False((await AskAsync(_ => { })).TryGetOffset(out _));

    private async Task<StoreClock> AskAsync(Action<HttpResponseMessage> answer)
    {
        var storeClock = new StoreClock(_clock);
        var options = SessionTables.CreateOptions(new StoreClockPolicy(storeClock, _clock));
        using var handler = new ScriptedStore(answer);
        using var http = new HttpClient(handler);
        options.Transport = new HttpClientTransport(http);
        options.Retry.MaxRetries = 0;
        var client = new TableServiceClient("UseDevelopmentStorage=true", options);
        await Record.ExceptionAsync(() => client.CreateTableIfNotExistsAsync("Things", TestContext.Current.CancellationToken));
        Assert.Equal(1, handler.Requests);
        return storeClock;
    }

    private sealed class ScriptedStore(Action<HttpResponseMessage> answer) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            var response = new HttpResponseMessage(HttpStatusCode.NoContent) { RequestMessage = request };
            answer(response);
            return Task.FromResult(response);
        }
    }
}
